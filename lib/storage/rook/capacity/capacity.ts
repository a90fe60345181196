import { type Objectives, rackLabel, type SpreadDomain } from '../../../core';
import type { Host } from '../../../landscape';
import { piecesOf, type PoolLayout } from '../pools/pool';
import { carried, sum } from './carried';
import { type Loss, lossesOf, rawOf } from './losses';

/** Part of a disk from which Ceph warns: `mon_osd_nearfull_ratio` (ceph src/common/options/global.yaml.in@001c8347). */
export const NEARFULL = 0.85;

/** What may be stored in a pool that has the cluster to itself. */
export interface Capacity {
  /** In MiB, without copies. */
  readonly mebibytes: number;
  /** The loss after which it just fits; undefined where none makes it worse. */
  readonly after: string | undefined;
}

/**
 * What may be stored so that it still fits below `nearfull` once the worst of the promised losses is healed, on average:
 * CRUSH fills some disks more than others. Of the reference landscapes, filled to this and with a host lost, 4,096 groups put
 * 87 to 94 % onto the fullest disk, 1,024 groups up to 100 %: docs/storage.md says what to leave free for that.
 */
export function capacityOf(layout: PoolLayout, objectives: Objectives = {}): Capacity {
  const cases = [undefined, ...lossesOf(layout, objectives)].map((loss) => ({
    mebibytes: stored(layout, loss),
    after: loss?.name,
  }));
  return cases.reduce((worst, each) => (each.mebibytes < worst.mebibytes ? each : worst));
}

function stored(layout: PoolLayout, loss: Loss | undefined): number {
  const left = layout.hosts.filter((host) => loss?.hosts.has(host) !== true);
  if (layout.mode === 'stretch') return inEachSite(layout, left);
  const room = roomOf(left, layout.failureDomain);
  return carried(room, piecesOf(layout)) * (layout.code?.data ?? 1);
}

/**
 * Stretch mode keeps half of the copies in each site, on hosts or in racks of their own. They must all find room there again:
 * 2 × stored ≤ 0.85 × (raw of the site − its largest host) where hosts are alike, also where nothing is left for the second.
 */
function inEachSite({ sites, copies, apart }: PoolLayout, left: readonly Host[]): number {
  const each = sites.map(({ name }) => {
    const room = roomOf(
      left.filter(({ site }) => site === name),
      apart,
    );
    return Math.min(carried(room, copies / 2), sum(room) / (copies / 2));
  });
  return Math.min(...each);
}

const DOMAIN: Readonly<Record<SpreadDomain, (host: Host) => string>> = {
  host: ({ name }) => name,
  rack: rackLabel,
  site: ({ site }) => site,
};

/** What each failure domain takes before Ceph warns, in MiB; sorted, so that equal losses give the same sums. */
function roomOf(hosts: readonly Host[], domain: SpreadDomain): readonly number[] {
  const room = new Map<string, number>();
  for (const host of hosts) {
    const name = DOMAIN[domain](host);
    room.set(name, (room.get(name) ?? 0) + NEARFULL * rawOf(host));
  }
  return [...room.values()].sort((a, b) => a - b);
}
