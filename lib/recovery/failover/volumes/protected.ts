import { ApiObject } from 'cdk8s';
import type { CephMirror } from '../../../storage';

/** What a mirror keeps of block devices, as its objects say it. */
export interface ProtectedVolumes {
  /** Claims by `namespace/name`. */
  readonly claims: readonly string[];
  /** Groups of claims, which are found by their labels. */
  readonly groups: readonly { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }[];
  /** Kinds of the objects that say on which side a volume is written to, as kubectl names them: those that there are. */
  readonly kinds: readonly string[];
}

interface Replication {
  readonly kind: string;
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly dataSource?: { readonly name: string };
    readonly source?: { readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } };
  };
}

const GROUP = 'replication.storage.openshift.io';

/** Asked for once everything is protected. */
export function protectedBy(mirror: CephMirror): ProtectedVolumes {
  const all = replicationsOf(mirror);
  const of = (kind: string) => all.filter((object) => object.kind === kind);
  const [single, groups] = [of('VolumeReplication'), of('VolumeGroupReplication')];
  return {
    claims: single.map(({ metadata, spec }) => `${metadata.namespace}/${spec.dataSource?.name}`),
    groups: groups.map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      labels: spec.source?.selector.matchLabels ?? {},
    })),
    kinds: [
      ...(single.length === 0 ? [] : [`volumereplications.${GROUP}`]),
      ...(groups.length === 0 ? [] : [`volumegroupreplications.${GROUP}`]),
    ],
  };
}

/** The objects that say on which side volumes are written to. */
export function replicationsOf(mirror: CephMirror): readonly Replication[] {
  const objects = mirror.node.findAll().filter((node) => ApiObject.isApiObject(node));
  return objects
    .filter(({ kind }) => kind === 'VolumeReplication' || kind === 'VolumeGroupReplication')
    .map((object) => object.toJson() as Replication);
}
