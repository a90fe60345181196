import { customResource } from '../../core';
import type { ReplicationClassSpec } from './volume-replication-class';

/** How groups of volumes of a driver are mirrored. */
export class VolumeGroupReplicationClass extends customResource<ReplicationClassSpec>({
  apiVersion: 'replication.storage.openshift.io/v1alpha1',
  kind: 'VolumeGroupReplicationClass',
  scope: 'Cluster',
}) {}
