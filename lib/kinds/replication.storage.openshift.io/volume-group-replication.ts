import { customResource } from '../../core';
import type { ReplicationState } from './volume-replication';

export interface VolumeGroupReplicationSpec {
  readonly volumeGroupReplicationClassName: string;
  readonly volumeReplicationClassName: string;
  readonly replicationState: ReplicationState;
  readonly autoResync: boolean;
  /** Claims of the namespace, at most 100, by their labels. */
  readonly source: { readonly selector: { readonly matchLabels: Readonly<Record<string, string>> } };
}

/** Volumes whose mirrored state is that of one moment. */
export class VolumeGroupReplication extends customResource<VolumeGroupReplicationSpec>({
  apiVersion: 'replication.storage.openshift.io/v1alpha1',
  kind: 'VolumeGroupReplication',
  scope: 'Namespaced',
  holdsData: true,
}) {}
