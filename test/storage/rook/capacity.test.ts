import { App, Duration, Size } from 'cdk8s';
import {
  host,
  type HostGroup,
  nvme,
  type Objectives,
  RookCeph,
  type RookCephProps,
  type Site,
  storage,
  none,
} from 'tripod-iac';
import { capacityOf } from '../../../lib/storage/rook/capacity/capacity';
import { layoutOf } from '../../../lib/storage/rook/cluster/layout';
import { ErasureCode } from '../../../lib/storage/rook/pools/erasure-code';
import { landscape, LANDSCAPES } from '../landscapes';
import { oneSite, sitesOf, stretched } from '../sites';
import { USABLE } from './usable';

interface Choice {
  readonly code?: ErasureCode;
  readonly failureDomain?: 'host';
  readonly copies?: number;
  readonly objectives?: Objectives;
}

/** TiB that may be stored, as the library works it out. */
function usable(sites: readonly Site[], { code, objectives, ...choice }: Choice = {}): number {
  return capacityOf({ ...layoutOf(sites, choice), code }, objectives).mebibytes / 2 ** 20;
}

/** Hosts with one disk each, of so many TiB. */
const hosts = (...sizes: readonly number[]): readonly HostGroup[] =>
  sizes.map((size, index) => host(`host-${index}`, { roles: ['storage'], disks: [nvme(Size.tebibytes(size))] }));
const equal = (count: number, tebibytes: number) => storage(count, { disks: [nvme(Size.tebibytes(tebibytes))] });
const times = (count: number, group: HostGroup) =>
  sitesOf(Object.fromEntries(['a', 'b', 'c', 'd'].slice(0, count).map((name) => [name, { hosts: [group] }])));
const site: Objectives = { site: { rpo: none, rto: Duration.minutes(5) } };
const rack: Objectives = { rack: { rpo: none, rto: Duration.minutes(5) } };
const racks = ['r1', 'r2', 'r3', 'r4'];

describe('what may be stored', () => {
  it.each(LANDSCAPES)('%s', (name) => {
    expect(usable(landscape(name).sites)).toBeCloseTo(USABLE[name], 4);
  });

  it.each<[string, number, readonly Site[], Choice?]>([
    // Per site 2 × stored ≤ 0.85 × (raw of the site − its largest host).
    ['8 hosts of 10 TiB in two sites: 0.85 × 30 / 2', 12.75, stretched([equal(4, 10)], [equal(4, 10)])],
    ['two hosts of 16 TiB a site: 0.85 × 16 / 2', 6.8, stretched()],
    ['a smaller site b: 0.85 × (38 − 9.5) / 2', 12.1125, stretched([equal(4, 10)], [equal(4, 9.5)])],
    // A copy in each of three sites: the smallest less its largest host.
    [
      'three sites, c smaller: 0.85 × (20 − 10)',
      8.5,
      sitesOf({ a: { hosts: [equal(3, 10)] }, b: { hosts: [equal(3, 10)] }, c: { hosts: [equal(2, 10)] } }),
    ],
    ['three sites and a promise for a site: still 0.85 × (30 − 10)', 17, times(3, equal(3, 10)), { objectives: site }],
    // Four sites of 20: one of 10 and three of 20 are left. The small one has no copy if it is drawn last, after three of 20:
    // 60/70 × 40/50 × 20/30 = 16/35. So it holds 19/35 of all, and 0.85 × 10 is full at 0.85 × 10 × 35/19.
    ['four sites, 3 copies', (8.5 * 35) / 19, times(4, equal(2, 10))],
    // With four hosts of 5 in each, the loss of one is less than that of a site: 0.85 × 20.
    ['four sites, 3 copies, and a promise for a site', 17, times(4, equal(4, 5)), { objectives: site }],
    // Racks: as sites.
    ['four racks of 20', (8.5 * 35) / 19, sitesOf({ a: { hosts: [equal(8, 10)], racks } })],
    [
      'four racks of 20, and a promise for a rack',
      17,
      sitesOf({ a: { hosts: [equal(16, 5)], racks } }),
      { objectives: rack },
    ],
    [
      'four racks of 20, spread by host: 0.85 × 70 / 3',
      19.8333333,
      sitesOf({ a: { hosts: [equal(8, 10)], racks } }),
      { failureDomain: 'host' },
    ],
    [
      '…and a promise for a rack: 0.85 × 60 / 3',
      17,
      sitesOf({ a: { hosts: [equal(8, 10)], racks } }),
      { failureDomain: 'host', objectives: rack },
    ],
    // As many hosts as copies: nothing moves when one is lost, and the least bounds.
    ['three hosts of 10: 0.85 × 10', 8.5, oneSite(equal(3, 10))],
    ['a large host does not help the small ones: 0.85 × 10', 8.5, oneSite(...hosts(40, 10, 10))],
    // After the loss of one of 40 every item lies on the other three.
    ['two large hosts and two small ones: 0.85 × 10', 8.5, oneSite(...hosts(40, 40, 10, 10))],
    // Shards of a quarter: 6 × stored / 4 ≤ 0.85 × 7 × 16.
    [
      'eight hosts of 16, 4 + 2',
      63.4666667,
      oneSite(equal(8, 16)),
      { code: ErasureCode.of(4, 2), failureDomain: 'host' },
    ],
    // As many hosts as shards: each holds a half of everything: 2 × 0.85 × 16.
    ['four hosts of 16, 2 + 2', 27.2, oneSite(equal(4, 16)), { code: ErasureCode.of(2, 2) }],
  ])('%s', (_, want, sites, choice = {}) => {
    expect(usable(sites, choice)).toBeCloseTo(want, 3);
  });

  it('is what all orders of drawing give, over many clusters', () => {
    for (const sizes of clusters(50)) {
      const found = usable(oneSite(...hosts(...sizes)), { copies: 3 });
      const want = carriedBy(sizes, 3);
      expect({ sizes, off: Math.abs(found / want - 1) < 1e-4 }).toEqual({ sizes, off: true });
    }
  });
});

/** The most for which no host has more than 0.85 of its size, whichever is lost, by going through all orders of drawing. */
function carriedBy(sizes: readonly number[], copies: number): number {
  const cases = [sizes, ...sizes.map((_, lost) => sizes.filter((__, index) => index !== lost))];
  return Math.min(
    ...cases.map((left) => Math.min(...shares(left, copies).map((share, index) => (0.85 * left[index]!) / share))),
  );
}

/** Share of the items that each host holds, where one after the other is drawn by size, and none twice. */
function shares(sizes: readonly number[], copies: number): readonly number[] {
  const held = sizes.map(() => 0);
  const draw = (left: readonly number[], probability: number, more: number): void => {
    const all = left.reduce((sum, index) => sum + sizes[index]!, 0);
    for (const index of more === 0 ? [] : left) {
      const likely = (probability * sizes[index]!) / all;
      held[index]! += likely;
      draw(
        left.filter((other) => other !== index),
        likely,
        more - 1,
      );
    }
  };
  draw([...sizes.keys()], 1, Math.min(copies, sizes.length));
  return held;
}

/** Sizes of the hosts of so many clusters, of three to seven hosts, the same at each run. */
function clusters(count: number): readonly (readonly number[])[] {
  let state = 1;
  const next = (most: number) => {
    state = (state * 48271) % 2147483647;
    return 1 + (state % most);
  };
  return Array.from({ length: count }, () => Array.from({ length: 2 + next(5) }, () => next(40)));
}

describe('quotas', () => {
  const cluster = (sites: readonly Site[], props: RookCephProps) => () =>
    new RookCeph(new App(), 'storage', { sites, ...props });
  const eight = stretched([equal(4, 10)], [equal(4, 10)]);

  it('may be all that can be carried, together', () => {
    expect(cluster(eight, { blockQuota: Size.gibibytes(12.75 * 1024) })).not.toThrow();
    expect(
      cluster(eight, {
        blockQuota: Size.gibibytes(10 * 1024),
        sharedQuota: Size.gibibytes(2 * 1024),
        bucketQuota: Size.gibibytes(0.75 * 1024),
      }),
    ).not.toThrow();
  });

  it.each<[string, RookCephProps]>([
    ['one', { blockQuota: Size.tebibytes(20) }],
    ['one by a gibibyte', { blockQuota: Size.gibibytes(12.75 * 1024 + 1) }],
    ['the sum', { blockQuota: Size.tebibytes(8), sharedQuota: Size.tebibytes(4), bucketQuota: Size.tebibytes(1) }],
  ])('are refused beyond: %s', (_, props) => {
    expect(cluster(eight, props)).toThrow(/Quota: got .*after the loss of the host .*; fix: /);
  });
});
