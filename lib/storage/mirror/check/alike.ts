import type { Problems } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import { capacityOf } from '../../rook/capacity/capacity';
import { sum } from '../../rook/capacity/carried';
import { tebibytes } from '../../rook/capacity/quotas';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import type { RookCeph } from '../../rook/rook-ceph';
import { mirroredPools } from '../blocks/pools';
import type { Pair } from './pair';

/** Checks that what is mirrored finds on the other side what it had here. */
export function checkAlike({ storage, peer, to }: Pair, problems: Problems): void {
  const theirs = new Map(peer.blockPools.map((pool) => [pool.name, pool]));
  for (const pool of mirroredPools(storage)) checkPool(pool, theirs.get(pool.name), to.name, problems);
  const ours = new Set(storage.blockPools.map(({ name }) => name));
  for (const { name } of mirroredPools(peer).filter((pool) => !ours.has(pool.name))) {
    problems.add({
      at: 'peer',
      got: `the mirrored pool ${name} of ${to.name}, which is not here`,
      want: 'pools of the same names on both sides',
      fix: `\`addBlockPool('${name}')\` on both, or \`mirrored: false\` there`,
    });
  }
  checkRoom({ storage, peer, to }, problems);
  problems.check(mirroredPools(storage).length > 0, {
    at: 'storage',
    got: 'no pool that is mirrored',
    want: 'one at least',
    fix: 'leave `mirrored: false` out of a pool, or the mirror',
  });
  problems.check(storage.filesystem === undefined || peer.filesystem !== undefined, {
    at: 'peer',
    got: `\`sharedFilesystem: false\` of ${to.name}`,
    want: 'a shared file system on both sides',
    fix: 'leave `sharedFilesystem` out there, or set it to false here too',
  });
  problems.check(storage.realm?.name === peer.realm?.name, {
    at: 'peer',
    got: `the realm of buckets ${peer.realm?.name ?? 'of its own'}`,
    want: storage.realm === undefined ? 'buckets of its own, as here' : `the realm ${storage.realm.name}, as here`,
    fix: 'give RookCeph the same `realm` on both sides, or on none: then buckets are not mirrored',
  });
  checkKeys(storage, peer, problems);
}

/** Rbd-mirror finds the pool by its name, a claim its class. */
function checkPool(pool: BlockPool, other: BlockPool | undefined, name: string, problems: Problems): void {
  const there = problems.check(other?.mirrored === true, {
    at: 'peer',
    got: other === undefined ? `no pool ${pool.name} in ${name}` : `the pool ${pool.name} with \`mirrored: false\``,
    want: 'pools of the same names on both sides',
    fix: `\`addBlockPool('${pool.name}')\` on both, or \`mirrored: false\` on both`,
  });
  if (!there || other === undefined) return;
  problems.check(pool.storageClass.storageClassName === other.storageClass.storageClassName, {
    at: 'peer',
    got: `the class ${other.storageClass.storageClassName} of the pool ${pool.name}`,
    want: `${pool.storageClass.storageClassName}: a volume is found by the name of its class`,
    fix: 'give both the same class',
  });
  problems.check(pool.encrypted === other.encrypted, {
    at: 'peer',
    got: `\`encrypted: ${other.encrypted}\` of the pool ${pool.name}`,
    want: `\`encrypted: ${pool.encrypted}\`, as here`,
    fix: 'encrypt on both sides, or on none',
  });
}

/** What is mirrored must find room: an image that does not is mirrored no more, and the applications not started. */
function checkRoom({ storage, peer, to }: Omit<Pair, 'from'>, problems: Problems): void {
  const theirs = new Map(peer.blockPools.map((pool) => [pool.name, pool.layout]));
  const pools = mirroredPools(storage).flatMap(({ name, layout }) => {
    const there = theirs.get(name);
    return there === undefined ? [] : [{ name, here: mebibytesOf(layout.quota), there }];
  });
  for (const { name, here = Infinity, there } of pools) {
    const limit = mebibytesOf(there.quota);
    problems.check(limit === undefined || limit >= here, {
      at: 'peer',
      got: `${tebibytes(limit ?? 0)} as the quota of the pool ${name} of ${to.name}`,
      want: here === Infinity ? 'no quota, as here' : `${tebibytes(here)} or more, as here, or none`,
      fix: 'raise the quota there, or lower it here: what is full there is mirrored no more',
    });
  }
  const limited = pools.filter(({ here }) => here !== undefined);
  const parts = limited.map(({ here = 0, there }) => here / capacityOf(there, to.objectives).mebibytes);
  problems.check(sum(parts) <= 1, {
    at: 'peer',
    got: limited.map(({ name, here = 0 }) => `${tebibytes(here)} in ${name}`).join(', '),
    want: `quotas that ${to.name} can carry, too: all its disks store ${tebibytes(peer.capacity.toMebibytes())}`,
    fix: 'lower the quotas of mirrored pools, or add disks there',
  });
}

/** Settings in which the two may differ: each cluster shows who it is in its own way, and asks the key manager next to it. */
const OWN: readonly string[] = ['vaultAddress', 'vaultAuthPath', 'vaultRole', 'KMIP_ENDPOINT', 'TLS_SERVER_NAME'];

/** A volume whose key is not there cannot be opened, however well it was mirrored. */
function checkKeys(storage: RookCeph, peer: RookCeph, problems: Problems): void {
  if (!mirroredPools(storage).some(({ encrypted }) => encrypted)) return;
  problems.check(keysOf(storage) === keysOf(peer), {
    at: 'peer',
    got: `keys of volumes at ${peer.keys?.id ?? 'no key management'}${peer.keys?.id === storage.keys?.id ? ', elsewhere' : ''}`,
    want: `the keys at ${storage.keys?.id}, or a copy of them that outlives this city`,
    fix: 'give both sides the same `keys`: Vault replicated, or the same key of the key manager',
  });
}

function keysOf({ keys }: RookCeph): string {
  const settings = Object.entries(keys?.settings ?? {}).filter(([name]) => !OWN.includes(name));
  return JSON.stringify([keys?.id, settings, keys?.secret?.values['UNIQUE_IDENTIFIER']?.name]);
}
