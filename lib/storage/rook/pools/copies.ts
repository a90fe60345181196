import type { Placement } from '../../../core';
import type { Layout } from '../cluster/layout';
import { CRUSH_LEVEL, piecesOf, poolSpec, type PoolLayout } from './pool';

/**
 * Where copies or shards of one item may lie, from the pool that is sent to Rook, which makes a CRUSH rule of it: so many
 * in each failure domain, in racks or on hosts of their own, in stretch mode; else one in each (rook pkg/daemon/ceph/client/pool.go@v1.20.6,
 * createStretchCrushRule and createReplicationCrushRule, and erasure-code-profile.go for shards).
 */
export function copyGroups(layout: PoolLayout): readonly Placement[] {
  const { failureDomain, replicated } = poolSpec(layout);
  const each = replicated?.replicasPerFailureDomain;
  if (each !== undefined) {
    return layout.sites.map(({ name }) => ({
      count: each,
      hosts: hostsOf(layout, name),
      rules: [{ domain: layout.apart, most: 1 }],
    }));
  }
  const domain = (['host', 'rack', 'site'] as const).find((level) => CRUSH_LEVEL[level] === failureDomain) ?? 'host';
  return [{ count: piecesOf(layout), hosts: hostsOf(layout), rules: [{ domain, most: 1 }] }];
}

function hostsOf({ hosts }: Layout, site?: string): readonly string[] {
  return hosts.filter((host) => site === undefined || host.site === site).map(({ name }) => name);
}
