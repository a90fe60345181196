import { customResource } from '../../core';

/** What one backup holds. */
export interface BackupTemplate {
  readonly includedNamespaces: readonly string[];
  /** Kinds by their plural names, with their group after a dot. @default - all */
  readonly includedResources?: readonly string[];
  readonly storageLocation: string;
  /** After which it is deleted, as Go writes durations. */
  readonly ttl: string;
  /** Whether volumes are snapshotted. */
  readonly snapshotVolumes: boolean;
  /** Whether what a snapshot holds is copied into the store. */
  readonly snapshotMoveData: boolean;
  /** Whether files are read through the kubelet's folders. */
  readonly defaultVolumesToFsBackup: boolean;
  /** After which data that is still under way counts as failed. */
  readonly itemOperationTimeout: string;
}

export interface VeleroScheduleSpec {
  /** Five fields, in UTC. */
  readonly schedule: string;
  readonly template: BackupTemplate;
  /** Whether deleting the schedule deletes its backups, too. */
  readonly useOwnerReferencesInBackup: boolean;
}

/** Backups that Velero makes again and again. */
export class VeleroSchedule extends customResource<VeleroScheduleSpec>({
  apiVersion: 'velero.io/v1',
  kind: 'Schedule',
  scope: 'Namespaced',
}) {}
