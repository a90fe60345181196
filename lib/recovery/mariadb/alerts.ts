import { Duration } from 'cdk8s';
import type { Alert } from '../../core';

/** What a side has in common with its alerts. */
interface Watched {
  /** `ledger`. */
  readonly id: string;
  /** `mariadb-ledger`. */
  readonly name: string;
  readonly namespace: string;
  readonly rpo: Duration;
}

/** Between two scrapes, and a restart. */
const HOLD = Duration.minutes(1);

/**
 * Raised by either side: on the one that follows, when it has heard nothing for half of what may be lost; on the other one,
 * when it does not write its own heartbeat, and so takes no writes of anybody. Metrics: prometheus/mysqld_exporter
 * collector/heartbeat.go@v0.20.0, and the page of the guard.
 */
export function alertsOf({ id, name, namespace, rpo }: Watched): readonly Alert[] {
  const pods = `{namespace="${namespace}",pod=~"${name}-[0-9]+"}`;
  const age = `mysql_heartbeat_now_timestamp_seconds${pods} - mysql_heartbeat_stored_timestamp_seconds${pods}`;
  const logs = `kubectl --namespace=${namespace} logs --container=mariadb`;
  const state = `kubectl --namespace=${namespace} exec ${name}-0 --container=mariadb -- bash /etc/tripod/mariadb/member.sh state`;
  const title = id.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
  return [
    {
      name: `MariaDb${title}Behind`,
      expression: `${age} > ${Math.max(1, Math.floor(rpo.toSeconds() / 2))}`,
      for: HOLD,
      severity: 'critical',
      summary: `{{ $labels.pod }} of ${name} has the last write of {{ $value | humanizeDuration }} ago: the copy does not follow, or no side is open`,
      mend: `${state}; then the same on the other side`,
    },
    {
      name: `MariaDb${title}Unguarded`,
      expression: `absent(tripod_guard_open${pods})`,
      for: Duration.minutes(5),
      severity: 'warning',
      summary: `No server of ${name} tells whether it is open`,
      mend: `kubectl --namespace=${namespace} get pods; ${logs} ${name}-0`,
    },
    {
      name: `MariaDb${title}Broken`,
      expression: `mysql_slave_status_slave_sql_running${pods} == 0`,
      for: HOLD,
      severity: 'critical',
      summary: `{{ $labels.pod }} of ${name} does not apply what it receives from the other city`,
      mend: `${state}; ${logs} {{ $labels.pod }}`,
    },
  ];
}
