import { Duration } from 'cdk8s';
import type { Alert } from '../../../core';
import { ceph } from '../tools';
import { DETAIL } from './detail';

/** Of placement groups: what is served, copied and sound. */
export const GROUPS: readonly Alert[] = [
  {
    name: 'CephPGsInactive',
    expression: 'ceph_pool_metadata * on(cluster,pool_id,instance) group_left() (ceph_pg_total - ceph_pg_active) > 0',
    for: Duration.minutes(5),
    severity: 'critical',
    summary: 'Placement groups of the pool {{ $labels.name }} serve nothing',
    mend: `Too few copies are there: ${DETAIL} names the disks that are missed`,
  },
  {
    name: 'CephPGsUnclean',
    expression: 'ceph_pool_metadata * on(cluster,pool_id,instance) group_left() (ceph_pg_total - ceph_pg_clean) > 0',
    for: Duration.minutes(15),
    severity: 'warning',
    summary: 'Placement groups of the pool {{ $labels.name }} lack copies, or lie where they should not',
    mend: 'Take nothing else down until they are clean. Where the number does not fall, a disk is down or full',
  },
  {
    name: 'CephPGsDamaged',
    expression: 'ceph_health_detail{name=~"PG_DAMAGED|OSD_SCRUB_ERRORS"} == 1',
    for: Duration.minutes(5),
    severity: 'critical',
    summary: 'Copies of an item differ',
    mend: `${DETAIL} names the placement group: \`${ceph('pg repair <group>')}\`, then look after the disk that was wrong`,
  },
];

/** Of quotas. */
export const QUOTA: readonly Alert[] = [
  {
    name: 'CephPoolNearFull',
    expression: 'ceph_health_detail{name="POOL_NEAR_FULL"} > 0',
    for: Duration.minutes(5),
    severity: 'warning',
    summary: 'A pool has nearly reached its quota, or its disks are nearly full',
    mend: 'Raise the quota as far as the capacity allows: Tripod refuses more',
  },
  {
    name: 'CephPoolFull',
    expression: 'ceph_health_detail{name="POOL_FULL"} > 0',
    for: Duration.minutes(1),
    severity: 'critical',
    summary: 'A pool has reached its quota: nothing is written to it any more',
    mend: 'Delete data, or raise the quota as far as the capacity allows',
  },
];
