import type { Duration } from 'cdk8s';
import type { ComponentProps, Environment, StoreProps } from '../../core';
import type { BackupLocation } from './location';
import type { Rehearsal } from './rehearsal/rehearsal';

/** Backups that another environment makes: a VeleroBackup. */
export interface BackupSource {
  readonly environment: Environment | undefined;
  readonly location: BackupLocation;
  /** Names of its schedules. */
  readonly schedules: readonly string[];
}

/** Where backups go. The bucket must have object lock, with `lock` as its default retention. */
export interface VeleroBackupProps extends ComponentProps, StoreProps {
  /**
   * Whether files are sent with a checksum, which Amazon's S3 demands under a lock (velero issue 7400). Others answer it
   * with XAmzContentSHA256Mismatch, gateways of Ceph and of IBM among them (velero-plugin-for-aws README.md@v1.14.0-rc.1).
   * @default true
   */
  readonly checksums?: boolean;
  /**
   * Time for which the store lets nobody delete or overwrite what was written, in whole days: the default retention of
   * the bucket. No backup is kept longer. @default 30 days
   */
  readonly lock?: Duration;
  /**
   * The VeleroBackup of another environment, whose backups this one can restore but never change; its Kubernetes must not be
   * newer. @default - none
   */
  readonly reads?: BackupSource;
}

export interface BackupScheduleProps {
  /** Namespaces of the environment that are backed up: those of one tenant. @default - all but Velero's own and those of rehearsals */
  readonly namespaces?: readonly string[];
  /** Kinds of objects by their plural names, with their group after a dot. @default - all in the namespaces, and their volumes */
  readonly resources?: readonly string[];
  /** Time between two backups: a part of an hour or of a day, since cron keeps no other. */
  readonly interval: Duration;
  /** How long a backup is kept, in whole hours. @default - as long as it is locked, and 720 backups at most */
  readonly retention?: Duration;
  /** Whether what volumes hold is copied, too, from snapshots. @default true */
  readonly data?: boolean;
  /**
   * The longest that a backup may take until its last byte has arrived, in whole minutes; after that it counts as failed.
   * @default - `interval`, and four hours at most
   */
  readonly timeout?: Duration;
  /**
   * Things of the proof whose data lies in these namespaces, such as `jenkins-controller`: the backup is a copy of them, as old as
   * `interval` and `timeout` together. @default - none
   */
  readonly covers?: readonly string[];
  /**
   * How restoring is tried. @default - `Rehearsal.claims()` for one namespace with data; for several it must be said, and
   * objects without data are not rehearsed
   */
  readonly rehearse?: Rehearsal;
}

/** A schedule with its defaults. */
export type Settled = BackupScheduleProps &
  Required<Pick<BackupScheduleProps, 'retention' | 'data' | 'timeout'>> & { readonly name: string };

/** What a schedule is judged by. */
export interface Context {
  readonly environment: Environment;
  readonly lock: Duration;
  /** Schedules that were made before, by name. */
  readonly made: ReadonlyMap<string, Settled>;
}
