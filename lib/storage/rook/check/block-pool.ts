import { checkSize, checkSwitch } from '../../../core/check/props';
import { isFields, isWhole, type Problems, show } from '../../../errors';
import { domainsOf, type Layout } from '../cluster/layout';
import { planOf } from '../pools/added/plan';
import type { BlockPoolProps } from '../pools/added/props';
import { ErasureCode } from '../pools/erasure-code';
import type { PoolLayout } from '../pools/pool';
import { RECLAIM_POLICIES } from '../pools/storage-class';
import { checkPoolName } from './pool-name';
import { checkCopies, checkDomain } from './redundancy';

/** What a new pool has to agree with. */
interface Surroundings {
  readonly layout: Layout;
  /** Names of the pools that were added before. */
  readonly taken: readonly string[];
  /** Whether keys of volumes have a place to be kept. */
  readonly keys: boolean;
}

const SWITCHES = ['mirrored', 'encrypted'] as const;

/** Checks a pool that is added: alone, and with what is there. Quotas are checked by those who know all of them. */
export function checkBlockPool(name: unknown, props: unknown, around: Surroundings, problems: Problems): void {
  checkPoolName(name, around.taken, problems);
  const there = problems.check(isFields(props), {
    at: 'props',
    got: props,
    want: 'an object with the props of a pool',
    fix: 'pass them as `{ … }`, or leave them out',
  });
  if (there) checkPoolProps(props as BlockPoolProps, around, problems);
}

function checkPoolProps(props: BlockPoolProps, { layout, keys }: Surroundings, problems: Problems): void {
  for (const at of SWITCHES) checkSwitch(at, props[at], `leave \`${at}\` out for ${at === 'mirrored'}`, problems);
  if (props.quota !== undefined) checkSize('quota', props.quota, 1, 'leave it out for no quota', problems);
  checkReclaim(props, problems);
  problems.check(props.encrypted !== true || keys, {
    at: 'encrypted',
    got: true,
    want: 'a place for the keys',
    fix: 'pass `keys: KeyManagement.vault(…)` or `KeyManagement.kmip(…)` to RookCeph',
  });
  checkPieces(props, layout, problems);
}

function checkReclaim({ reclaimPolicy, mirrored = true }: BlockPoolProps, problems: Problems): void {
  problems.check(reclaimPolicy === undefined || RECLAIM_POLICIES.includes(reclaimPolicy), {
    at: 'reclaimPolicy',
    got: reclaimPolicy,
    want: RECLAIM_POLICIES.join(' or '),
    fix: 'leave `reclaimPolicy` out for Retain',
  });
  problems.check(reclaimPolicy !== 'Delete' || !mirrored, {
    at: 'reclaimPolicy',
    got: reclaimPolicy,
    want: 'Retain in a pool that is mirrored: a claim deleted by mistake would take the volume, and its copy with it',
    fix: 'leave `reclaimPolicy` out, or set `mirrored: false` for data that may go',
  });
}

function checkPieces(props: BlockPoolProps, layout: Layout, problems: Problems): void {
  const { erasureCode, copies } = props;
  if (erasureCode === undefined) return checkCopies(planOf(layout, props).data, problems);
  const code = problems.check(erasureCode instanceof ErasureCode, {
    at: 'erasureCode',
    got: erasureCode,
    want: 'an ErasureCode',
    fix: 'for example `ErasureCode.of(4, 2)`',
  });
  // Both at once, and shards in stretch mode: rook pkg/operator/ceph/pool/validate.go@v1.20.6, ValidatePoolSpec.
  problems.check(copies === undefined, {
    at: 'copies',
    got: `${show(copies)} beside an erasure code`,
    want: 'either copies or shards',
    fix: 'leave `copies` out, or `erasureCode`',
  });
  const can = problems.check(layout.mode !== 'stretch', {
    at: 'erasureCode',
    got: code ? `${erasureCode.data} + ${erasureCode.coding} in a stretch cluster` : erasureCode,
    want: 'copies: Ceph cannot stretch shards over two sites',
    fix: 'leave `erasureCode` out; buckets and volumes have four copies there',
  });
  if (code && can) checkShards(planOf(layout, props).data, problems);
}

/** Each shard lies in a failure domain of its own: with fewer, placement groups never become clean. */
function checkShards(layout: PoolLayout, problems: Problems): void {
  const { code, failureDomain } = layout;
  if (code === undefined || !checkDomain(layout, problems)) return;
  const there = domainsOf(layout);
  problems.check(isWhole(code.shards, 1, there), {
    at: 'erasureCode',
    got: `${code.data} + ${code.coding} over ${there} ${failureDomain}s with storage`,
    want: `a ${failureDomain} for every shard`,
    fix: `add ${failureDomain}s, or take fewer shards${failureDomain === 'rack' ? ', or leave `failureDomain` out' : ''}`,
  });
}
