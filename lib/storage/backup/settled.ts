import { Duration } from 'cdk8s';
import { isFields } from '../../errors';
import { milliseconds } from '../../core/workload/interval';
import type { BackupScheduleProps, Settled } from './props';
import { Rehearsal } from './rehearsal/rehearsal';

/** Velero's own limit for data that is under way (velero pkg/cmd/server/config/config.go@v1.18.1, defaultItemOperationTimeout). */
const LONGEST = Duration.hours(4);

/** A schedule with its defaults. @param lock how long the store keeps what was written */
export function settled(name: string, props: BackupScheduleProps, lock: Duration): Settled {
  // What is no object was never typed so; every prop that is missing then is reported.
  const given = (isFields(props) ? props : {}) as BackupScheduleProps;
  const { every, retention = keptFor(every, lock), data = true, takes = shortest(every), namespaces } = given;
  const one = Array.isArray(namespaces) && namespaces.length === 1;
  const rehearse = given.rehearse === undefined && data && one ? Rehearsal.claims() : given.rehearse;
  return { ...given, name, retention, data, takes, rehearse };
}

/** Backups that are kept where nobody says for how long: those of 30 days, once an hour. */
const KEPT = 720;

function keptFor(every: unknown, lock: Duration): Duration {
  if (!(every instanceof Duration)) return lock;
  const enough = milliseconds(every) * KEPT;
  return enough < milliseconds(lock) ? Duration.millis(enough) : lock;
}

function shortest(every: unknown): Duration {
  return every instanceof Duration && milliseconds(every) < milliseconds(LONGEST) ? every : LONGEST;
}
