import { masters, type Site, storage, voters } from 'tripod-iac';
import { layoutOf, minimumCopies } from '../../../lib/storage/rook/cluster/layout';
import { deal, rackSkew } from '../../../lib/storage/rook/cluster/monitors';
import { monitorPods } from '../../../lib/storage/rook/pods';
import { oneSite, sitesOf, stretched } from '../sites';

/** How many monitors stand on which hosts. */
const monitors = (sites: readonly Site[]) => {
  const hosts = sites.flatMap((site) => site.hosts);
  return monitorPods(layoutOf(sites, {}), hosts).map((group) => [group.count, ...group.hosts]);
};

const names = (hosts: readonly { readonly name: string }[]) => hosts.map(({ name }) => name);

describe('the layout', () => {
  it('stretches over two sites and a witness', () => {
    const { mode, monitors, copies, failureDomain, arbiter } = layoutOf(stretched(), {});
    expect({ mode, monitors, copies, failureDomain, arbiter: arbiter?.name }).toEqual({
      mode: 'stretch',
      monitors: 5,
      copies: 4,
      failureDomain: 'site',
      arbiter: 'w',
    });
  });

  it('puts a copy into each of three sites', () => {
    const sites = sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] }, c: { hosts: [storage(2)] } });
    expect(layoutOf(sites, {})).toMatchObject({ mode: 'spread', monitors: 3, copies: 3, failureDomain: 'site' });
  });

  it.each([
    [1, 'host'],
    [2, 'host'],
    [3, 'rack'],
    [4, 'rack'],
  ])('spreads over the %d racks of one site by %s', (count, want) => {
    const racks = Array.from({ length: count }, (_, index) => `r${index}`);
    const sites = sitesOf({ a: { hosts: [storage(4)], racks } });
    expect(layoutOf(sites, {})).toMatchObject({ mode: 'one-site', monitors: 3, copies: 3, failureDomain: want });
  });

  it.each([
    [1, true, 'host'],
    [2, false, 'host'],
    [2, true, 'rack'],
    [3, false, 'rack'],
  ])(
    'keeps the copies of a site with %d racks apart, where their loss is promised (%s), by %s',
    (count, promised, want) => {
      const racks = Array.from({ length: count }, (_, index) => `r${index}`);
      const data = { hosts: [storage(4)], racks };
      const sites = sitesOf({ a: data, b: data, w: { role: 'witness', hosts: [voters(1)] } });
      expect(layoutOf(sites, { promisesRacks: promised }).apart).toBe(want);
    },
  );

  it.each([
    ['a rack of two hosts', 4, false, false],
    ['a rack whose loss is promised', 4, true, true],
    ['a rack of one host', 3, false, true],
  ])('has Ceph heal %s by itself, or not', (_, hosts, promised, want) => {
    const sites = sitesOf({ a: { hosts: [storage(hosts)], racks: ['r1', 'r2'] } });
    expect(layoutOf(sites, { promisesRacks: promised }).healsRacks).toBe(want);
  });

  it.each([
    [3, 2],
    [4, 2],
    [5, 3],
  ])('%d copies need %d to acknowledge a write', (copies, want) => {
    expect(minimumCopies(copies)).toBe(want);
  });
});

describe('monitors', () => {
  it('are dealt over racks, then over hosts', () => {
    const sites = sitesOf({ a: { hosts: [storage(4)], racks: ['r1', 'r2'] } });
    expect(names(deal(sites[0]?.hosts ?? [], 3))).toEqual(['a-storage-1', 'a-storage-2', 'a-storage-3']);
    expect(rackSkew(layoutOf(sites, {}))).toBe(1);
  });

  it('are two in each site with data, and one with a voter of the witness', () => {
    const witness = { role: 'witness', hosts: [masters(1), voters(1)] } as const;
    const sites = sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] }, w: witness });
    expect(monitors(sites)).toEqual([
      [1, 'w-voter-1'],
      [2, 'a-storage-1', 'a-storage-2'],
      [2, 'b-storage-1', 'b-storage-2'],
    ]);
  });

  it('break ties on a master where the witness has no voter', () => {
    const witness = { role: 'witness', hosts: [masters(1)] } as const;
    const sites = sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] }, w: witness });
    expect(monitors(sites)[0]).toEqual([1, 'w-master-1']);
  });

  it('are one in each of three sites', () => {
    const sites = sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] }, c: { hosts: [storage(2)] } });
    expect(monitors(sites)).toEqual(['a', 'b', 'c'].map((site) => [1, `${site}-storage-1`, `${site}-storage-2`]));
  });

  it('may be uneven over racks as far as the racks are', () => {
    const hosts = [storage(3, { rack: 'r1' }), storage(1, { rack: 'r2' }), storage(1, { rack: 'r3' })];
    const sites = sitesOf({ a: { hosts, racks: ['r1', 'r2', 'r3'] } });
    expect(rackSkew(layoutOf(sites, { monitors: 5 }))).toBe(2);
    expect(rackSkew(layoutOf(sites, { monitors: 3 }))).toBe(1);
  });

  it('are not spread over a single rack', () => {
    expect(rackSkew(layoutOf(oneSite(storage(3)), {}))).toBeUndefined();
  });
});
