import type { Alert } from '../../../core';
import type { Layout } from '../cluster/layout';
import { downAlerts, FULL } from './disks';
import { HEALTH, MONITORS, STRETCH } from './health';
import { GROUPS, QUOTA } from './pools';

/**
 * What somebody must look at. Names, expressions and times are those of upstream, so that its runbooks are found, unless a
 * rule says otherwise: rook/rook deploy/charts/rook-ceph-cluster/prometheus/localrules.yaml@v1.20.6, which are those of
 * Ceph's monitoring/ceph-mixin.
 */
export function alertsOf(layout: Layout): readonly Alert[] {
  const stretch = layout.mode === 'stretch' ? [STRETCH] : [];
  return [...HEALTH, ...MONITORS, ...downAlerts(layout), ...FULL, ...GROUPS, ...QUOTA, ...stretch];
}
