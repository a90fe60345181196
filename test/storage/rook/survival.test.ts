import { type Loss, loss } from 'tripod-iac';
import { judge, modelOfEnvironment } from 'tripod-iac/proof';
import { type LandscapeName, LANDSCAPES } from '../landscapes';
import { storageEnvironments } from '../platforms';

const host = (...names: readonly string[]) =>
  names.map((name) => loss.host(name.replace('-', '-storage-'))).reduce((all, each) => all.and(each));

type Want = `${'degraded' | 'down'}, ${'safe' | 'at risk' | 'lost'}`;
type Row = readonly [name: string, loss: Loss, want: Want, why: string];

/**
 * What a loss does to all that is stored, by hand. Of n copies, m must acknowledge: m = n − ⌊n / 2⌋, two of three, two of four.
 * Service goes on while m are left. A write that only m acknowledged is lost with these m at once, so where m copies can be lost
 * the data is at risk, and lost where all n are (Ceph's size and min_size; src/osd/osd_types.h@v20.2.0, PeeringState).
 * Stretch mode (doc/rados/operations/stretch-mode.rst@v20.2.0): m must include a copy in each site; when a whole site is gone,
 * the monitors go on with the other one and m = 1. Monitors: more than half must reach each other, 2 of 3, 3 of 5.
 */
const TABLE: Readonly<Record<LandscapeName, readonly Row[]>> = {
  'one site by hosts': [
    ['a host', host('a-1'), 'degraded, safe', '2 of 3 copies and at least 2 of 3 monitors are left'],
    ['two hosts', host('a-1', 'a-2'), 'down, at risk', '1 copy is left of what both held; both may carry monitors'],
    ['three hosts', host('a-1', 'a-2', 'a-3'), 'down, lost', 'all 3 copies of some item'],
    [
      'a host, then after repair another',
      host('a-1').thenAfterRepair(host('a-2')),
      'down, safe',
      'copies were made again on 3 of 4 hosts; two monitors may be lost',
    ],
  ],
  'one site by racks': [
    ['a host', host('a-1'), 'degraded, safe', '2 of 3 copies'],
    ['a rack', loss.rack('a', 'r1'), 'degraded, safe', '2 of 3 copies; each rack has one monitor'],
    ['two hosts of two racks', host('a-1', 'a-2'), 'down, at risk', '1 copy of what both held'],
    [
      'two racks',
      loss.rack('a', 'r1').and(loss.rack('a', 'r2')),
      'down, at risk',
      '1 copy of everything, 1 of 3 monitors',
    ],
    ['a host in each rack', host('a-1', 'a-2', 'a-3'), 'down, lost', 'all 3 copies of some item'],
  ],
  'two sites and a witness': [
    ['a host', host('a-1'), 'degraded, safe', '3 of 4 copies, in both sites'],
    [
      'a rack',
      loss.rack('a', 'r1'),
      'down, safe',
      'both copies in a may lie there: 2 are left, none in a, and a is not given up',
    ],
    ['two hosts of one site', host('a-1', 'a-2'), 'down, safe', 'as with a rack'],
    [
      'a host in each site',
      host('a-1', 'b-1'),
      'degraded, at risk',
      '2 of 4 copies in both sites; 2 is what acknowledges',
    ],
    [
      'site a',
      loss.site('a'),
      'degraded, safe',
      'a write stands in both sites; 2 copies in b, 1 is enough; 3 of 5 monitors',
    ],
    ['site b', loss.site('b'), 'degraded, safe', 'the same'],
    ['the witness', loss.site('w'), 'degraded, safe', 'no copy; 4 of 5 monitors'],
    ['the link of a and b', loss.link('a', 'b'), 'degraded, safe', 'the witness goes on with one of both'],
    ['a site and a host of the other', loss.site('a').and(host('b-1')), 'down, at risk', '1 copy; 2 of 5 monitors'],
    ['a site, then a host of the other', loss.site('a').then(host('b-1')), 'down, at risk', '1 copy; 2 of 5 monitors'],
    [
      'a site and two hosts of the other',
      loss.site('a').and(host('b-1', 'b-2')),
      'down, lost',
      'all 4 copies of some item',
    ],
  ],
  'two sites in racks': [
    ['a rack', loss.rack('a', 'r1'), 'degraded, safe', 'one of the two copies in a lies in another rack'],
    ['two hosts of one rack', host('a-1', 'a-4'), 'degraded, safe', 'as with a rack'],
    [
      'hosts in two racks of one site',
      host('a-1', 'a-2'),
      'down, safe',
      '2 are left, none in a, and a is not given up',
    ],
    [
      'a rack in each site',
      loss.rack('a', 'r1').and(loss.rack('b', 'r1')),
      'degraded, at risk',
      '2 of 4 copies in both sites; 2 is what acknowledges',
    ],
    ['site a', loss.site('a'), 'degraded, safe', 'a write stands in both sites; 2 copies in b, 1 is enough'],
  ],
  'three sites': [
    ['a host', host('a-1'), 'degraded, safe', '2 of 3 copies'],
    ['all storage of a site', host('a-1', 'a-2', 'a-3'), 'degraded, safe', '2 of 3 copies, 2 of 3 monitors'],
    ['a site', loss.site('b'), 'degraded, safe', 'the same'],
    ['a host in each of two sites', host('a-1', 'b-1'), 'down, at risk', '1 copy of what both held'],
    ['a site and a host of another', loss.site('a').and(host('b-1')), 'down, at risk', '1 copy'],
    ['a host in each site', host('a-1', 'b-1', 'c-1'), 'down, lost', 'all 3 copies of some item'],
  ],
};

const environments = storageEnvironments();

describe.each(LANDSCAPES)('%s', (name) => {
  const model = modelOfEnvironment(environments[name]!);

  it.each(TABLE[name])('%s', (_, lost, want) => {
    const verdicts = judge(model, lost);
    // Volumes, files and buckets lie in pools of one rule: what becomes of one becomes of all.
    for (const thing of ['block', 'shared', 'bucket']) {
      const { availability, data } = verdicts.get(thing)!;
      expect({ thing, found: `${availability}, ${data}` }).toEqual({ thing, found: want });
    }
  });
});

/**
 * Of k + m shards, k + 1 must acknowledge, and k must be left to read anything. 2 + 2: when two are lost, a write on three
 * shards has one left, which is less than k; when three are lost, so has every item.
 */
describe('an erasure code of 2 + 2 over five hosts', () => {
  const model = modelOfEnvironment(environments['one site by hosts']!);

  it.each<[string, Loss, Want]>([
    ['a host', host('a-1'), 'degraded, safe'],
    ['two hosts', host('a-1', 'a-2'), 'down, at risk'],
    ['three hosts', host('a-1', 'a-2', 'a-3'), 'down, lost'],
  ])('%s', (_, lost, want) => {
    const { availability, data } = judge(model, lost).get('ceph-archive')!;
    expect(`${availability}, ${data}`).toBe(want);
  });
});

/**
 * Snapshots every t, sent in s: with the city goes what was written since the last snapshot that arrived whole, t + s at most.
 * Promised are 15 minutes; for the file system two hours, since it takes snapshots by the hour.
 */
describe('a mirrored pair', () => {
  const model = modelOfEnvironment(environments['mirrored pair: production']!);
  const minutes = (lost: Loss, thing: string) => {
    const { data, loss: time = Infinity } = judge(model, lost).get(thing)!;
    return data === 'lost' ? time / 60_000 : 0;
  };

  it.each([
    // Snapshots are minutes apart, so something is lost; the promise bounds it.
    ['block', 1, 15],
    ['ceph-secret', 1, 15],
    ['shared', 60, 120],
    ['bucket', 0, 15],
    // Nobody mirrors it.
    ['ceph-scratch', Infinity, Infinity],
  ])('loses with its city of %s between %d and %d minutes', (thing, least, most) => {
    const lost = minutes(loss.city('shanghai'), thing);
    expect(lost).toBeGreaterThanOrEqual(least);
    expect(lost).toBeLessThanOrEqual(most);
  });

  it.each(['block', 'shared', 'bucket'])('loses all of %s with both cities', (thing) => {
    expect(minutes(loss.city('shanghai').and(loss.city('hefei')), thing)).toBe(Infinity);
  });

  it.each([
    ['a site', loss.site('sh-a')],
    ['the link to the other city', loss.link('sh-a', 'hf-a')],
    ['the other city', loss.city('hefei')],
  ])('loses nothing with %s', (_, lost) => {
    const judgement = judge(model, lost);
    for (const thing of ['block', 'ceph-secret', 'ceph-scratch', 'shared', 'bucket']) {
      expect(judgement.get(thing)).toMatchObject({ data: 'safe', recovery: 'auto' });
    }
  });
});
