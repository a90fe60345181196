import type { CephPoolSpec } from '../../../kinds';
import type { SpreadDomain } from '../../../core';
import type { Layout } from '../cluster/layout';

/** Levels of the CRUSH map, by what Tripod calls them. */
export const CRUSH_LEVEL: Readonly<Record<SpreadDomain, string>> = { host: 'host', rack: 'rack', site: 'zone' };

/** Copies of a pool: all pools of a cluster keep the same rule, in stretch mode they must (rook pkg/operator/ceph/pool/validate.go@v1.20.6). */
export function poolSpec({ mode, copies, failureDomain }: Layout): CephPoolSpec {
  const perDomain = { replicasPerFailureDomain: copies / 2, subFailureDomain: 'host' };
  return {
    failureDomain: CRUSH_LEVEL[failureDomain],
    replicated: { size: copies, requireSafeReplicaSize: true, ...(mode === 'stretch' ? perDomain : {}) },
    parameters: { compression_mode: 'none' },
  };
}
