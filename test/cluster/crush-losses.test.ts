import { loss, RookCeph } from 'tripod-iac';
import { judge, modelOfEnvironment } from 'tripod-iac/proof';
import { object } from '../support/objects';
import { type Disk, disksOf } from './crush/disks';
import { mapText } from './crush/map';
import { poolsOf } from './crush/pools';
import { itemsOf, ruleOf } from './crush/rule';
import { below, cephOn } from './crush/spread';
import { GROUPS, mappings } from './crush/tool';
import { environmentOf, landscape, type LandscapeName, LANDSCAPES } from '../storage/landscapes';
import { isStretch } from '../storage/rook/rules/pool';
import { USABLE } from '../storage/rook/usable';

/**
 * What a store may hold (TiB), worked out in test/storage/capacity.test.ts, and the host that is lost with it full. CRUSH deals
 * by chance: a disk holds some per cent more than its share.
 */
describe('a store that is filled to what it may hold, with its largest host lost', () => {
  it.each(Object.entries(USABLE))('%s', (name, tebibytes) => {
    const { ceph, cluster, disks } = cephOn(landscape(name as LandscapeName));
    const { spec } = poolsOf(ceph)[0]!;
    const items = itemsOf(spec);
    const map = mapText(disks, ruleOf(cluster, spec));
    const level: string = spec.replicated?.subFailureDomain ?? spec.failureDomain;

    /** What is held of their size by the fullest disk and the fullest domain, with the data in so many groups. */
    const fullest = (out: readonly number[], count = GROUPS) => {
      const held = new Map<number, number>();
      for (const id of mappings(map, { items, out }).slice(0, count).flat()) {
        held.set(id, (held.get(id) ?? 0) + tebibytes / count);
      }
      const left = disks.filter(({ id }) => !out.includes(id));
      const share = (of: readonly Disk[]) =>
        of.reduce((sum, { id }) => sum + (held.get(id) ?? 0), 0) / of.reduce((sum, { weight }) => sum + weight, 0);
      const domains = new Set(left.map(({ at }) => at[level]));
      return {
        disk: Math.max(...left.map((disk) => share([disk]))),
        domain: Math.max(...[...domains].map((name) => share(left.filter(({ at }) => at[level] === name)))),
      };
    };
    const out = below(disks, 'a-storage-1');
    const lost = fullest(out);
    const said = [fullest([]).disk, lost.disk, fullest(out, 1024).disk].map((share) => `${(100 * share).toFixed(1)} %`);
    process.stderr.write(
      `${name}, ${tebibytes.toFixed(2)} TiB: fullest disk ${said[0]}, with a host lost ${said[1]}, in 1,024 groups ${said[2]}\n`,
    );
    // The arithmetic is right for the domain that bounds it…
    expect(Math.abs(lost.domain - 0.85)).toBeLessThan(0.02);
    // …and chance among its disks stays below what they have.
    expect(lost.disk).toBeLessThan(1);
  });
});

describe('the proof says of every loss what the placement groups show', () => {
  it.each(LANDSCAPES)('%s', (name) => {
    const environment = environmentOf(name);
    const ceph = new RookCeph(environment, 'storage');
    const cluster = object(ceph, 'CephCluster');
    const disks = disksOf(cluster, environment.hosts);
    const { spec } = poolsOf(ceph)[0]!;
    const copies = itemsOf(spec);
    const groups = mappings(mapText(disks, ruleOf(cluster, spec)), { items: copies });
    const model = modelOfEnvironment(environment);
    const stretched = isStretch(cluster);
    const hosts = [...new Set(disks.map(({ at }) => at['host'] ?? ''))];
    const sites = [...new Set(disks.map(({ at }) => at['zone'] ?? ''))];

    /** Whether all groups serve, and whether one has lost all copies, right after the hosts are lost. */
    const shown = (lost: ReadonlySet<string>) => {
      const left = groups.map((group) => group.filter((id) => !lost.has(disks[id]?.at['host'] ?? '')));
      const zones = (ids: readonly number[]) => new Set(ids.map((id) => disks[id]?.at['zone'])).size;
      const gone = sites.some((zone) => disks.every(({ at }) => at['zone'] !== zone || lost.has(at['host'] ?? '')));
      const least = stretched && gone ? 1 : copies - Math.floor(copies / 2);
      const both = !stretched || gone;
      return {
        serves: left.every((ids) => ids.length >= least && (both || zones(ids) === sites.length)),
        lost: left.some((ids) => ids.length === 0),
      };
    };
    const pairs = hosts.flatMap((one, index) => hosts.slice(index + 1).map((other) => [one, other]));
    const triples = pairs.flatMap((pair) =>
      hosts.filter((third) => third > (pair[1] ?? '')).map((third) => [...pair, third]),
    );
    const failures = [...hosts.map((one) => [one]), ...pairs, ...triples];
    const wrong = failures.flatMap((lost) => {
      const failure = lost.map((each) => loss.host(each)).reduce((all, each) => all.and(each));
      const verdict = judge(model, failure).get('block')!;
      const groupsSay = shown(new Set(lost));
      // With most monitors gone nothing serves, whatever the copies say.
      const blamed = verdict.root === undefined || verdict.root === 'block';
      const serves = blamed ? verdict.availability !== 'down' : groupsSay.serves;
      const found = { serves, lost: verdict.data === 'lost' };
      return JSON.stringify(found) === JSON.stringify(groupsSay) ? [] : [{ lost, found, groupsSay }];
    });
    process.stderr.write(`${name}: ${failures.length} losses of one, two and three hosts\n`);
    expect(wrong).toEqual([]);
  });
});
