import type { Environment, Problems } from '../../../core';
import type { RookCeph } from '../../rook/rook-ceph';
import { MirrorSide } from '../side';
import type { Pair } from './pair';

/**
 * Checks that neither side has a peer already: a pool takes one only (rook Documentation/CRDs/Block-Storage/
 * ceph-block-pool-crd.md@v1.20.6, `peers`). The API server accepts two.
 */
export function checkOnce({ storage, peer, from, to }: Pair, problems: Problems): void {
  for (const [at, side, environment] of [
    ['storage', storage, from],
    ['peer', peer, to],
  ] as const) {
    const other = sideOf(side, environment);
    problems.check(other === undefined, {
      at,
      got: `the storage of ${environment.name}, which ${other?.node.path} mirrors with ${other?.side.other.name} already`,
      want: 'one peer for a storage: Ceph takes no second one for a pool',
      fix: 'mirror to one city; inside of a city, a stretch cluster keeps copies at two sites',
    });
  }
}

function sideOf(storage: RookCeph, environment: Environment): MirrorSide | undefined {
  const sides = environment.node.children.filter((child): child is MirrorSide => child instanceof MirrorSide);
  return sides.find(({ side }) => side?.storage === storage);
}
