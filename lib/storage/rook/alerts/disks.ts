import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import type { Layout } from '../cluster/layout';
import { ceph } from '../tools';
import { DETAIL } from './detail';

/** Of the disks that do not answer, whose data Ceph copies elsewhere by itself, or not. */
export function downAlerts(layout: Layout): readonly Alert[] {
  return [
    {
      name: 'CephOSDDown',
      expression: 'ceph_health_detail{name="OSD_DOWN"} == 1',
      for: Duration.minutes(5),
      severity: 'warning',
      summary: 'Disks of Ceph do not answer',
      mend: `${DETAIL} names them. After 10 minutes their data is copied elsewhere${except(layout)}`,
    },
    {
      name: 'CephOSDHostDown',
      expression: 'ceph_health_detail{name="OSD_HOST_DOWN"} == 1',
      for: Duration.minutes(5),
      severity: 'warning',
      summary: 'All disks of a host do not answer',
      mend: 'Bring the host back, or let Ceph copy its data: the room for that is reserved',
    },
  ];
}

/** The smallest part that is left to people when all of it is silent. */
function except({ sites, healsRacks }: Layout): string {
  const parts = [...(healsRacks ? [] : ['rack']), ...(sites.length > 1 ? ['site'] : [])];
  if (parts.length === 0) return '';
  return `, except for a whole ${parts.join(' or ')} (mon_osd_down_out_subtree_limit): that waits for you`;
}

/** Of what the disks hold. */
export const FULL: readonly Alert[] = [
  {
    name: 'CephOSDNearFull',
    expression: 'ceph_health_detail{name="OSD_NEARFULL"} == 1',
    for: Duration.minutes(5),
    severity: 'warning',
    summary: 'A disk of Ceph holds more than 85 %',
    mend: 'Add disks, or delete data: the next loss of a host would fill others. Where one disk stands out, the balancer is off',
  },
  {
    // Upstream only warns: from here on, a loss is not healed any more.
    name: 'CephOSDBackfillFull',
    expression: 'ceph_health_detail{name="OSD_BACKFILLFULL"} > 0',
    for: Duration.minutes(1),
    severity: 'critical',
    summary: 'A disk of Ceph holds more than 90 %: lost copies are no longer made anew there',
    mend: 'Add disks, or delete data, at once',
  },
  {
    name: 'CephOSDFull',
    expression: 'ceph_health_detail{name="OSD_FULL"} > 0',
    for: Duration.minutes(1),
    severity: 'critical',
    summary: 'A disk of Ceph is full: nothing is written any more',
    mend: `Add disks. To delete data meanwhile, \`${ceph('osd set-full-ratio 0.96')}\` gives some room; set it back to 0.95`,
  },
];
