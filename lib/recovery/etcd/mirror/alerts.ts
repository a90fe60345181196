import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { pascal } from '../../../core/alert/pascal';
import type { Settled } from './props';

/** Comparisons that may fail one after another before the copy counts as unwatched. */
const MISSED = 5;

/** Alerts of a mirror, from what `tripod-agent reconcile` tells. */
export function mirrorAlerts(name: string, { from, every, lag }: Settled): readonly Alert[] {
  const series = `{pod=~"${name}-.*"}`;
  const mend = `kubectl --namespace=etcd-sync logs deployment/${name} --all-containers`;
  const title = pascal(name);
  const unseen = MISSED * every.toSeconds();
  const last = `tripod_reconcile_last_success_timestamp_seconds${series}`;
  return [
    {
      name: `EtcdMirrorBehind${title}`,
      expression: `histogram_quantile(0.99, sum by (le) (rate(tripod_reconcile_lag_seconds_bucket${series}[5m]))) > ${lag.toSeconds()}`,
      for: Duration.minutes(5),
      severity: 'warning',
      summary: `One key in a hundred of the mirror ${name} arrives {{ $value | humanizeDuration }} after ${from.name} has it`,
      mend,
    },
    {
      name: `EtcdMirrorDiffers${title}`,
      expression: `tripod_reconcile_divergent_keys${series} > 0`,
      for: Duration.seconds(3 * every.toSeconds()),
      severity: 'critical',
      summary: `{{ $value }} keys of the mirror ${name} differ from ${from.name}, and are not repaired`,
      mend,
    },
    {
      name: `EtcdMirrorUnwatched${title}`,
      expression: `time() - ${last} > ${unseen} or absent(${last})`,
      for: Duration.minutes(5),
      severity: 'critical',
      summary: `Nobody has compared the mirror ${name} with ${from.name} for a while: what was deleted there may still be here`,
      mend,
    },
  ];
}
