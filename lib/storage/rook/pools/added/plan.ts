import type { SpreadDomain } from '../../../../core';
import { isWhole } from '../../../../errors';
import { domainsOf, type Layout } from '../../cluster/layout';
import { piecesOf, type PoolLayout } from '../pool';
import type { BlockPoolProps } from './props';

/** Where data of a pool lies, and where the index of its images does: apart only where the data is erasure coded. */
export interface PoolPlan {
  readonly data: PoolLayout;
  /** Erasure coded pools cannot keep an index. @default - with the data */
  readonly index: PoolLayout | undefined;
}

export function planOf(cluster: Layout, props: BlockPoolProps): PoolPlan {
  const { copies = cluster.copies, erasureCode: code, quota } = props;
  const wanted: PoolLayout = { ...cluster, copies, code, quota };
  const { failureDomain = domainFor(wanted) } = props;
  const data = { ...wanted, failureDomain };
  return { data, index: code === undefined ? undefined : { ...cluster, failureDomain: data.failureDomain } };
}

/** As the cluster where that has a domain for every piece, else hosts where those are a choice. */
function domainFor(layout: PoolLayout): SpreadDomain {
  const enough = isWhole(piecesOf(layout), 1, domainsOf(layout));
  return layout.mode === 'one-site' && !enough ? 'host' : layout.failureDomain;
}
