import { Duration } from 'cdk8s';
import type { Environment, Problems } from '../../../core';
import { checkSwitch } from '../../../core/check/props';
import { checkStore, checkStorePlace } from '../../../core/store/check';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import type { VeleroBackupProps } from '../props';
import { DEFAULT_LOCK } from '../settled';

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
  const { lock = DEFAULT_LOCK, checksums } = props;
  const usual = 'leave it out, unless the store answers with XAmzContentSHA256Mismatch';
  checkSwitch('checksums', checksums, usual, problems);
  const days = lock instanceof Duration ? milliseconds(lock) / DAY : Number.NaN;
  problems.check(Number.isInteger(days) && days >= 1, {
    at: 'lock',
    got: shownTime(lock),
    want: 'a Duration of whole days, one at least: the default retention of a bucket is told in days',
    fix: 'for example `Duration.days(30)`',
  });
}
