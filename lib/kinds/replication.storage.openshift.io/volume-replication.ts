import { customResource } from '../../core';

/** `primary` may be written; `secondary` follows; `resync` throws the own state away and takes that of the other side. */
export type ReplicationState = 'primary' | 'secondary' | 'resync';

export interface VolumeReplicationSpec {
  readonly volumeReplicationClass: string;
  readonly replicationState: ReplicationState;
  /** Whether a secondary that went its own way is thrown away by itself. */
  readonly autoResync: boolean;
  readonly dataSource: { readonly apiGroup: ''; readonly kind: 'PersistentVolumeClaim'; readonly name: string };
}

/** Which side of a mirrored volume is written to. */
export class VolumeReplication extends customResource<VolumeReplicationSpec>({
  apiVersion: 'replication.storage.openshift.io/v1alpha1',
  kind: 'VolumeReplication',
  scope: 'Namespaced',
  holdsData: true,
}) {}
