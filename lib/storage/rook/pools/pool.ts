import type { Size } from 'cdk8s';
import type { CephPoolSpec } from '../../../kinds';
import type { SpreadDomain } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import type { Layout } from '../cluster/layout';
import type { ErasureCode } from './erasure-code';

/** Levels of the CRUSH map, by what Tripod calls them. */
export const CRUSH_LEVEL: Readonly<Record<SpreadDomain, string>> = { host: 'host', rack: 'rack', site: 'zone' };

/** How a pool lies on the cluster: as the cluster does, with a quota, or with copies, a failure domain or a code of its own. */
export interface PoolLayout extends Layout {
  /** Most that may be stored, without copies. @default - none */
  readonly quota?: Size;
  /** Shards in place of copies. @default - copies */
  readonly code?: ErasureCode;
}

/** A pool as Rook takes it. In stretch mode all keep the same rule (rook pkg/operator/ceph/pool/validate.go@v1.20.6). */
export function poolSpec(layout: PoolLayout): CephPoolSpec {
  const { failureDomain, quota } = layout;
  return {
    failureDomain: CRUSH_LEVEL[failureDomain],
    ...redundancy(layout),
    ...(quota === undefined ? {} : { quotas: { maxSize: `${mebibytesOf(quota)}Mi` } }),
    parameters: { compression_mode: 'none' },
  };
}

/** Pieces of one item, copies or shards: each lies apart from the others. */
export function piecesOf({ copies, code }: PoolLayout): number {
  return code?.shards ?? copies;
}

function redundancy({ mode, copies, code, apart }: PoolLayout): Pick<CephPoolSpec, 'replicated' | 'erasureCoded'> {
  if (code !== undefined) return { erasureCoded: { dataChunks: code.data, codingChunks: code.coding } };
  const perDomain = { replicasPerFailureDomain: copies / 2, subFailureDomain: CRUSH_LEVEL[apart] };
  return { replicated: { size: copies, requireSafeReplicaSize: true, ...(mode === 'stretch' ? perDomain : {}) } };
}
