import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { lastSuccessBefore } from '../../../core/alert/last-success';
import type { RunTime } from './run-time';
import { SNAPSHOTS } from './store';

/** What the promise rests on. */
interface Snapshots {
  readonly interval: Duration;
  readonly run: RunTime;
}

/** Time that a metric may be late: between two scrapes. */
const SLACK = Duration.minutes(5);

/** Raised when the last good snapshot is older than what is promised to be lost with the city, and one failed run more. */
export function snapshotsTooOld(namespace: string, { interval, run }: Snapshots): Alert {
  const limit = Duration.seconds(interval.toSeconds() + run.total.toSeconds());
  return {
    name: 'EtcdSnapshotTooOld',
    expression: lastSuccessBefore({ namespace, name: SNAPSHOTS }, limit),
    for: SLACK,
    severity: 'critical',
    summary: 'The last snapshot of etcd arrived {{ $value | humanizeDuration }} ago, or none ever has',
    mend: `kubectl --namespace=${namespace} describe jobs; kubectl --namespace=${namespace} logs --all-containers job/NAME says which step failed`,
  };
}
