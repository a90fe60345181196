import { Duration } from 'cdk8s';
import { isFields } from '../../errors';
import { milliseconds } from '../../core/workload/interval';
import type { BackupScheduleProps, Settled } from './props';
import { Rehearsal } from './rehearsal/rehearsal';

/** Time for which a store keeps what was written: long enough to notice what somebody has done to the data. */
export const DEFAULT_LOCK = Duration.days(30);

/** Velero's own limit for data that is under way (velero pkg/cmd/server/config/config.go@v1.18.1, defaultItemOperationTimeout). */
const LONGEST = Duration.hours(4);

/** A schedule with its defaults. @param lock how long the store keeps what was written */
export function settled(name: string, props: BackupScheduleProps, lock: Duration): Settled {
  // What is no object was never typed so; every prop that is missing then is reported.
  const given = (isFields(props) ? props : {}) as BackupScheduleProps;
  const {
    interval,
    retention = keptFor(interval, lock),
    data = true,
    timeout = shortest(interval),
    namespaces,
  } = given;
  const one = Array.isArray(namespaces) && namespaces.length === 1;
  const rehearse = given.rehearse === undefined && data && one ? Rehearsal.claims() : given.rehearse;
  return { ...given, name, retention, data, timeout, rehearse };
}

/** Backups that are kept where nobody says for how long: those of 30 days, once an hour. */
const KEPT = 720;

function keptFor(interval: unknown, lock: Duration): Duration {
  if (!(interval instanceof Duration)) return lock;
  const enough = milliseconds(interval) * KEPT;
  return enough < milliseconds(lock) ? Duration.millis(enough) : lock;
}

function shortest(interval: unknown): Duration {
  return interval instanceof Duration && milliseconds(interval) < milliseconds(LONGEST) ? interval : LONGEST;
}
