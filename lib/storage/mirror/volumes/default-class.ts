import { ApiObject } from 'cdk8s';
import type { RookCeph } from '../../rook/rook-ceph';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/** The class of claims that name none, where the storage makes it. */
export function defaultClassOf(storage: RookCeph): string | undefined {
  const objects = storage.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  const classes = objects.filter(({ kind }) => kind === 'StorageClass');
  return classes.find((each) => annotation(each) === 'true')?.name;
}

function annotation(object: ApiObject): unknown {
  const { metadata } = object.toJson() as {
    readonly metadata: { readonly annotations?: Readonly<Record<string, unknown>> };
  };
  return metadata.annotations?.[DEFAULT];
}
