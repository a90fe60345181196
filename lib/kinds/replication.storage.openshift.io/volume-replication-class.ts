import { customResource } from '../../core';

/** A driver, and what it is told; keys with the prefix of the group are for the controller alone. */
export interface ReplicationClassSpec {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How volumes of a driver are mirrored. */
export class VolumeReplicationClass extends customResource<ReplicationClassSpec>({
  apiVersion: 'replication.storage.openshift.io/v1alpha1',
  kind: 'VolumeReplicationClass',
  scope: 'Cluster',
}) {}
