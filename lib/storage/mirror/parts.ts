import { ApiObject } from 'cdk8s';
import type { RookCeph } from '../rook/rook-ceph';

/** Parts of a cluster that go to another city, by the kinds of the objects that make them. */
const KINDS = { shared: 'CephFilesystem', bucket: 'CephObjectZone' } as const;

/** The object that makes a part of a cluster; undefined where the cluster does not have it. */
export function partOf(storage: RookCeph, part: keyof typeof KINDS): ApiObject | undefined {
  const objects = storage.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return objects.find(({ kind }) => kind === KINDS[part]);
}
