import type { CephPoolSpec } from '../../../kinds';
import { poolSpec, type PoolLayout } from '../pools/pool';

/** Pools of a store or of a zone: objects, and what is known of them. A quota is for the objects. */
export function objectPools(layout: PoolLayout): {
  readonly metadataPool: CephPoolSpec;
  readonly dataPool: CephPoolSpec;
} {
  const data = poolSpec(layout);
  return {
    metadataPool: poolSpec({ ...layout, quota: undefined, code: undefined }),
    // Starts with the placement groups of a full pool, so that filling it moves nothing.
    dataPool: { ...data, parameters: { ...data.parameters, bulk: 'true' } },
  };
}
