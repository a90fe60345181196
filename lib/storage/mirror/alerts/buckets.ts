import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import type { BucketRealm } from '../../rook/object/realm/realm';
import { syncErrors, syncStatus } from '../../rook/object/realm/steps';
import type { MirrorTimes } from '../times';

/** How long nothing may come before somebody is woken, where nobody has measured what buckets lag behind. */
const PATIENCE = Duration.minutes(15);

/** ceph-exporter gives the counters of all source zones one name, and the zone as a label. */
const counter = (name: string) => `ceph_data_sync_from_zone_${name}`;

/** Alerts of buckets, on both sides: each fetches from the other. The other side is asked again and again, also where nothing changes. */
export function bucketAlerts(realm: BucketRealm, { bucketLag = PATIENCE }: MirrorTimes): readonly Alert[] {
  const sum = (name: string) => `sum by (source_zone) (increase(${counter(name)}[15m]))`;
  const status = `\`${syncStatus(realm)}\``;
  return [
    {
      name: 'CephMirrorBucketsFail',
      expression: `${sum('fetch_errors')} + ${sum('poll_errors')} > 0`,
      for: bucketLag,
      severity: 'critical',
      summary: 'Objects of the zone {{ $labels.source_zone }} cannot be fetched',
      mend: `${status}, then \`${syncErrors(realm)}\`; and whether the gateways of that zone answer.`,
    },
    {
      name: 'CephMirrorBucketsSilent',
      expression: `${sum('poll_latency_count')} == 0 or absent(${counter('poll_latency_count')})`,
      for: bucketLag,
      severity: 'critical',
      summary: 'No gateway asks the other city for what was written to buckets there',
      mend: `\`kubectl get pods --namespace=${NAMESPACE} --selector=app=rook-ceph-rgw\`, then ${status}.`,
    },
  ];
}
