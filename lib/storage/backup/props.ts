import type { Duration } from 'cdk8s';
import type { ComponentProps } from '../../core';
import type { Rehearsal } from './rehearsal/rehearsal';
import type { VeleroBackup } from './velero-backup';

export interface VeleroBackupProps extends ComponentProps {
  /** Address of the S3 store: `https://s3.hefei.bank.example`. */
  readonly endpoint: string;
  /** Bucket of the store; it must exist, with object lock. Each environment writes into a folder of its own name. */
  readonly bucket: string;
  /** Site of the landscape at which the store stands: another than those it protects. @default - none: give `storeCity` */
  readonly storeSite?: string;
  /** City outside of the landscape in which the store stands, in place of `storeSite`. @default - none: give `storeSite` */
  readonly storeCity?: string;
  /** Region that requests are signed for. @default 'us-east-1', which stores without regions expect */
  readonly region?: string;
  /** Certificate authority of the store, as PEM. @default - those that the image of Velero trusts */
  readonly caBundle?: string;
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
   * Backups of another environment, which this one can restore but never change; its Kubernetes must not be newer.
   * @default - none
   */
  readonly reads?: VeleroBackup;
}

export interface BackupScheduleProps {
  /** Namespaces that are backed up: those of one tenant. @default - all */
  readonly namespaces?: readonly string[];
  /** Kinds of objects by their plural names, with their group after a dot. @default - all in the namespaces, and their volumes */
  readonly resources?: readonly string[];
  /** Time between two backups: a part of an hour or of a day, since cron keeps no other. */
  readonly every: Duration;
  /** How long a backup is kept, in whole hours. @default - as long as it is locked, and 720 backups at most */
  readonly retention?: Duration;
  /** Whether what volumes hold is copied, too, from snapshots. @default true */
  readonly data?: boolean;
  /**
   * The longest that a backup may take until its last byte has arrived, in whole minutes; after that it counts as failed.
   * @default - `every`, and four hours at most
   */
  readonly takes?: Duration;
  /**
   * Things of the proof whose data lies in these namespaces, such as `jenkins`: the backup is a copy of them, as old as
   * `every` and `takes` together. @default - none
   */
  readonly protects?: readonly string[];
  /**
   * How restoring is tried. @default - `Rehearsal.claims()` for one namespace with data; for several it must be said, and
   * objects without data are not rehearsed
   */
  readonly rehearse?: Rehearsal;
}

/** A schedule with its defaults. */
export type Settled = BackupScheduleProps &
  Required<Pick<BackupScheduleProps, 'retention' | 'data' | 'takes'>> & { readonly name: string };
