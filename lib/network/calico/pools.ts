import { isFields, isList, type Problems, show } from '../../errors';
import { type Environment, NODE_LABELS } from '../../core';
import { isDnsLabel, isObjectName } from '../../core/check/names';
import type { Encapsulation, InstallationIpPool } from '../../kinds';
import { overlap, parseCidr, split } from '../../landscape';

/** Addresses for the pods of one site, or of the whole cluster. */
export interface CalicoPool {
  readonly name: string;
  /** IPv4 block; inside an environment a part of the cluster's pod block. */
  readonly cidr: string;
  /** Site whose nodes take their pods' addresses from it. @default - all nodes */
  readonly site?: string;
}

/** The Installation takes no more (tigera/operator api/v1/installation_types.go, `ipPools` MaxItems). */
const MAX_POOLS = 25;
/** Addresses that a node claims at a time: 64. Default of Calico. */
const BLOCK_SIZE = 26;

/** One pool for each site: equal parts of the cluster's pod block. None in a plain App, which has no blocks. */
export function poolPerSite(environment: Environment | undefined): readonly CalicoPool[] {
  if (environment === undefined) return [];
  const { sites, pods } = environment.cluster;
  const parts = split(pods, sites.length);
  return sites.map((site, index) => ({ name: site, cidr: parts[index] ?? pods, site }));
}

export function toIpPool(pool: CalicoPool, encapsulation: Encapsulation): InstallationIpPool {
  const { name, cidr, site } = pool;
  const nodeSelector = site === undefined ? 'all()' : `${NODE_LABELS.site} == "${site}"`;
  return { name, cidr, blockSize: BLOCK_SIZE, encapsulation, natOutgoing: 'Enabled', nodeSelector };
}

/** Checks number, blocks, names and sites of the pools. */
export function checkPools(
  pools: readonly CalicoPool[],
  environment: Environment | undefined,
  problems: Problems,
): void {
  problems.check(isList(pools) && pools.length > 0 && pools.length <= MAX_POOLS, {
    at: 'pools',
    got: isList(pools) ? `${pools.length} pools` : pools,
    want: `1 to ${MAX_POOLS}`,
    fix:
      environment === undefined
        ? 'outside of an Environment, name at least one pool'
        : 'leave `pools` out for one per site',
  });
  const within = environment === undefined ? undefined : parseCidr(environment.cluster.pods);
  const sound = (isList(pools) ? pools : []).filter((pool, index) => checkPool(pool, index, problems));
  checkCoverage(sound, environment, problems);
  const blocks = sound.map((pool) => ({ pool, block: parseCidr(pool.cidr) }));
  blocks.forEach(({ pool, block }, index) => {
    const below = problems.below(`pools/${pool.name}`);
    below.check(block !== undefined && block.prefix <= BLOCK_SIZE, {
      at: 'cidr',
      got: pool.cidr,
      want: `an IPv4 block of /${BLOCK_SIZE} or wider`,
      fix: 'a node claims 64 addresses at a time',
    });
    below.check(
      block === undefined || within === undefined || (block.first >= within.first && block.last <= within.last),
      {
        at: 'cidr',
        got: pool.cidr,
        want: `a part of ${within?.text}, the pod block of the cluster`,
        fix: 'correct the pool, or widen `pods` of the cluster',
      },
    );
    below.check(isSite(pool.site, environment), {
      at: 'site',
      got: pool.site,
      want:
        environment === undefined
          ? 'the name of a site'
          : `a site of the cluster (${environment.cluster.sites.join(', ')})`,
      fix: 'correct the name, or leave `site` out',
    });
    for (const other of blocks.slice(0, index)) {
      below.check(block === undefined || other.block === undefined || !overlap(block, other.block), {
        at: 'cidr',
        got: `${show(pool.cidr)}, which overlaps ${other.pool.cidr} of ${other.pool.name}`,
        want: 'pools apart from each other',
        fix: 'correct one of the two',
      });
      below.check(pool.name !== other.pool.name, {
        at: 'name',
        got: pool.name,
        want: 'a name of its own',
        fix: 'rename it',
      });
    }
  });
}

/** A node that no pool selects gets no addresses, and its pods do not start. */
function checkCoverage(pools: readonly CalicoPool[], environment: Environment | undefined, problems: Problems): void {
  if (environment === undefined || pools.length === 0 || pools.some(({ site }) => site === undefined)) return;
  const covered = pools.map(({ site }) => site);
  const bare = environment.cluster.sites.filter((site) => !covered.includes(site));
  problems.check(bare.length === 0, {
    at: 'pools',
    got: `none for ${bare.join(', ')}`,
    want: 'a pool for every site of the cluster: pods of the others get no addresses',
    fix: 'add a pool for each of them, or one without `site`',
  });
}

function checkPool(pool: unknown, index: number, problems: Problems): boolean {
  const at = `pools[${index}]`;
  const fix = "for example `{ name: 'pods', cidr: '10.128.0.0/14' }`";
  if (!isFields(pool)) return problems.check(false, { at, got: pool, want: 'a pool with name and cidr', fix });
  const want = 'the name of an object: lower-case letters, digits, dashes and dots';
  return problems.check(isObjectName(pool['name']), { at: `${at}.name`, got: pool['name'], want, fix });
}

function isSite(site: unknown, environment: Environment | undefined): boolean {
  if (site === undefined) return true;
  return environment === undefined ? isDnsLabel(site) : environment.cluster.sites.some((name) => name === site);
}
