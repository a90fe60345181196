import { Duration } from 'cdk8s';
import { coerce, gte } from 'semver';
import type { Environment, Problems } from '../../../core';
import { checkStore, checkStorePlace } from '../../../core/check/store';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import type { VeleroBackupProps } from '../props';
import { VeleroBackup } from '../velero-backup';

/** Long enough to notice what somebody has done to the data. */
export const DEFAULT_LOCK = Duration.days(30);

const DAY = 24 * 3_600_000;

/** Checks everything that can be wrong with the props, in this environment. */
export function checkBackup(props: VeleroBackupProps, environment: Environment, problems: Problems): void {
  problems.check(environment.distribution.name === 'kubernetes', {
    at: 'distribution',
    got: environment.distribution.toString(),
    want: 'kubernetes: its pods that move data run as root, which OpenShift allows by constraints of its own',
    fix: "use OpenShift's own operator for backups (OADP) there",
  });
  checkStore(props, problems);
  checkStorePlace(props, environment, problems);
  const { lock = DEFAULT_LOCK, reads, checksums } = props;
  problems.check(checksums === undefined || typeof checksums === 'boolean', {
    at: 'checksums',
    got: checksums,
    want: 'true or false',
    fix: 'leave it out, unless the store answers with XAmzContentSHA256Mismatch',
  });
  const days = lock instanceof Duration ? milliseconds(lock) / DAY : Number.NaN;
  problems.check(Number.isInteger(days) && days >= 1, {
    at: 'lock',
    got: shownTime(lock),
    want: 'a Duration of whole days, one at least: the default retention of a bucket is told in days',
    fix: 'for example `Duration.days(30)`',
  });
  if (reads !== undefined) checkReads(reads, environment, problems);
}

function checkReads(reads: unknown, environment: Environment, problems: Problems): void {
  const other = isBackup(reads) ? reads.environment : undefined;
  const known = problems.check(other !== undefined, {
    at: 'reads',
    got: reads,
    want: 'a VeleroBackup of another environment',
    fix: 'pass the component itself, which was made before this one',
  });
  if (!known || other === undefined) return;
  problems.check(other !== environment, {
    at: 'reads',
    got: `${other.name}, this environment itself`,
    want: 'the backups of another environment',
    fix: 'leave it out: its own backups are there already',
  });
  const own = coerce(environment.distribution.kubernetes);
  const from = coerce(other.distribution.kubernetes);
  problems.check(own === null || from === null || gte(`${own.major}.${own.minor}.0`, `${from.major}.${from.minor}.0`), {
    at: 'reads',
    got: `${other.name} with Kubernetes ${other.distribution.kubernetes}, newer than ${environment.distribution.kubernetes} here`,
    want: 'backups of the same Kubernetes or an older one: objects of a newer one may not be known here',
    fix: 'upgrade this environment before the other one',
  });
}

/** `instanceof` alone would make a chart of it for the compiler. */
function isBackup(value: unknown): value is VeleroBackup {
  return value instanceof VeleroBackup;
}
