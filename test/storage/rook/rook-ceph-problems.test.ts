import { App, Duration, Size } from 'cdk8s';
import { CephNetwork, hdd, masters, nvme, RookCeph, type RookCephProps, storage, voters } from 'tripod-iac';
import { environment } from '../../support/bank';
import { notRefused, only } from '../../support/garbage';
import { expectRefused } from '../../support/refused';
import { oneSite, sitesOf, stretched } from '../sites';

const alone = (props: RookCephProps) => () => new RookCeph(new App(), 'storage', props);
const witness = { role: 'witness', hosts: [voters(1)] } as const;

/** What a caller without types could pass. */
const wrong = (props: object) => ({ sites: oneSite(storage(5)), ...props }) as RookCephProps;

describe('RookCeph refuses props', () => {
  it.each<[string, RookCephProps, string]>([
    [
      'even monitors',
      wrong({ monitors: 4 }),
      'storage  monitors: got 4, want an odd number (3 or 5); fix: leave `monitors` out',
    ],
    ['NaN monitors', wrong({ monitors: NaN }), 'monitors: got NaN'],
    ['negative monitors', wrong({ monitors: -3 }), 'monitors: got -3'],
    ['one monitor', wrong({ monitors: 1 }), 'monitors: got 1'],
    ['text for monitors', wrong({ monitors: '3' }), 'monitors: got 3'],
    ['two copies', wrong({ copies: 2 }), 'copies: got 2, want a whole number between 3 and 10'],
    ['half a copy', wrong({ copies: 3.5 }), 'copies: got 3.5'],
    ['NaN copies', wrong({ copies: NaN }), 'copies: got NaN'],
    [
      'more copies than hosts',
      wrong({ copies: 6 }),
      'copies: got 6 over 5 hosts with storage, want a host for every copy',
    ],
    ['more copies than racks', wrong({ failureDomain: 'rack' }), 'copies: got 3 over 1 racks with storage'],
    ['an unknown domain', wrong({ failureDomain: 'continent' }), 'failureDomain: got continent, want host or rack'],
    ['site as domain of one', wrong({ failureDomain: 'site' }), 'failureDomain: got site, want host or rack'],
    ['an empty filter', wrong({ deviceFilter: '' }), 'deviceFilter: got an empty text, want a regular expression'],
    ['a broken filter', wrong({ deviceFilter: '^nvme[' }), 'deviceFilter: got ^nvme['],
    ['a look-ahead', wrong({ deviceFilter: '^(?!sda)' }), 'deviceFilter: got ^(?!sda)'],
    ['a text for a switch', wrong({ encryption: 'no' }), 'encryption: got no, want true or false'],
    ['a text for the network', wrong({ network: 'host' }), 'network: got host, want a CephNetwork'],
    ['a text for keys', wrong({ keys: 'vault' }), 'keys: got vault, want a KeyManagement'],
    ['a text for encrypted disks', wrong({ encryptedDisks: 'no' }), 'fix: leave `encryptedDisks` out for false'],
    [
      'a quota of nothing',
      wrong({ blockQuota: Size.gibibytes(0) }),
      'blockQuota: got 0 MiB, want a Size of at least 1 GiB',
    ],
    [
      'a quota of what is not there',
      wrong({ sharedFilesystem: false, sharedQuota: Size.tebibytes(1) }),
      'sharedQuota: got a quota beside `sharedFilesystem: false`',
    ],
    [
      'quotas that cannot be carried',
      wrong({ blockQuota: Size.tebibytes(10), bucketQuota: Size.tebibytes(9) }),
      'bucketQuota: got 10 TiB in blockQuota, 9 TiB in bucketQuota, want at most 8.13 TiB beside the others: all must fit into 85 % of the disks that are left after the loss of the host a-storage-1; fix: lower `blockQuota` or `bucketQuota`, or add disks',
    ],
    ['null for a switch', wrong({ objectStore: null }), 'objectStore: got nothing, want true or false'],
  ])('%s', (_, props, message) => {
    expectRefused(alone(props), message);
  });

  it('all at once', () => {
    expect(alone(wrong({ monitors: 4, copies: 0, deviceFilter: ' ' }))).toThrow(/^storage: 3 problems\n/);
  });
});

describe('CephNetwork.multus', () => {
  it.each<[unknown, string]>([
    [{}, 'CephNetwork  public: got nothing, want the name of a NetworkAttachmentDefinition'],
    [{ public: 'a/b/c' }, 'public: got a/b/c'],
    [{ public: '/a' }, 'public: got /a'],
    [{ public: 'ceph', cluster: 'A' }, 'cluster: got A'],
    [{ public: 'ceph', cluster: null }, 'cluster: got nothing'],
  ])('refuses %j', (networks, message) => {
    expectRefused(() => CephNetwork.multus(networks as never), message);
  });

  it('takes no garbage', () => {
    expect(notRefused((networks) => CephNetwork.multus(networks))).toEqual({});
    const accepted = only('the text x', 'the text undefined');
    expect(notRefused((clients) => CephNetwork.multus({ public: clients }), 'public')).toEqual(accepted);
  });
});

describe('RookCeph refuses sites', () => {
  it.each<[string, RookCephProps['sites'], string]>([
    ['none', undefined, 'sites: got nothing, want sites with storage hosts, since no Environment tells them'],
    ['an empty list', [], 'sites: got an empty list'],
    ['no storage', oneSite(masters(3)), 'hosts: got no host with the role storage'],
    ['hosts without disks', oneSite(storage(3, { disks: [] })), 'storage/a-storage-1  disks: got an empty list'],
    ['fewer hosts than copies', oneSite(storage(2)), 'copies: got 3 over 2 hosts with storage'],
    ['fewer hosts than monitors', oneSite(storage(2)), 'monitors: got 3 on 2 hosts with storage'],
    [
      'too little memory',
      oneSite(storage(3, { memory: Size.gibibytes(16) })),
      'storage/a-storage-1  memory: got 16 GiB for 4 disks, want 30 GiB',
    ],
    ['too few CPUs', oneSite(storage(3, { cpu: 4 })), 'storage/a-storage-1  cpu: got 4 threads for 4 disks, want 7.5'],
    [
      'two without a witness',
      sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] } }),
      'sites: got data in a and b, and no witness, want a third site that votes',
    ],
    [
      'a witness without hosts for a monitor',
      sitesOf({
        a: { hosts: [storage(2)] },
        b: { hosts: [storage(2)] },
        w: { role: 'witness', hosts: [storage(1, { disks: [] })] },
      }),
      'storage/w  hosts: got neither voters nor masters',
    ],
    [
      'storage in a witness',
      sitesOf({
        a: { hosts: [storage(2)] },
        b: { hosts: [storage(2)] },
        w: { role: 'witness', hosts: [voters(1), storage(1)] },
      }),
      'storage/w  hosts: got w-storage-1, want no storage in a witness',
    ],
    [
      'one host in a data site',
      stretched([storage(1)]),
      'storage/a  hosts: got 1 with the role storage, want at least 2',
    ],
    [
      'uneven weights',
      stretched([storage(2)], [storage(3)]),
      'disks: got 32768 GiB in a, 49152 GiB in b, want sites within 10 % of each other',
    ],
    [
      'a third data site without storage',
      sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] }, c: { hosts: [masters(3)] } }),
      'storage/c  hosts: got no host with the role storage, want storage in every site that is no witness; fix: add `storage(1)` to the site, or give it the role witness, with `voters(1)`',
    ],
    [
      'a third data site without storage beside a witness',
      sitesOf({ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] }, c: { hosts: [masters(3)] }, w: witness }),
      'fix: add `storage(1)` to the site, or leave it out: `sites` of a, b, w',
    ],
    [
      'a fourth data site without storage',
      sitesOf({
        ...{ a: { hosts: [storage(2)] }, b: { hosts: [storage(2)] } },
        ...{ c: { hosts: [storage(2)] }, d: { hosts: [masters(3)] } },
      }),
      'storage/d  hosts: got no host with the role storage, want storage in every site that is no witness; fix: add `storage(1)` to the site, or leave it out: `sites` of a, b, c',
    ],
    [
      'a site called like its city',
      sitesOf({ shanghai: { hosts: [storage(3)] } }),
      'names: got shanghai for a city and a site',
    ],
    [
      'racks that become one',
      sitesOf({ a: { hosts: [storage(3)], racks: ['r1', 'a-r1', 'r2'] } }),
      'names: got the racks r1 and a-r1, both a-r1 in the cluster',
    ],
  ])('%s', (_, sites, message) => {
    expectRefused(alone({ sites }), message);
  });

  it('allows weights within a tenth', () => {
    const disks = (gib: number) => [storage(2, { disks: [nvme(Size.gibibytes(gib))] })];
    expect(alone({ sites: stretched(disks(1000), disks(910)) })).not.toThrow();
    expect(alone({ sites: stretched(disks(1000), disks(890)) })).toThrow('disks: got 2000 GiB in a, 1780 GiB in b');
  });

  it('allows any medium', () => {
    expect(alone({ sites: oneSite(storage(3, { disks: [hdd(Size.tebibytes(8))] })) })).not.toThrow();
  });
});

describe('a stretch cluster', () => {
  it.each<[RookCephProps, string]>([
    [
      { monitors: 3 },
      'monitors: got 3, want 5: two in each of a and b, and one in the witness; fix: leave `monitors` out, or set 5 since the sites are 2/2/1',
    ],
    [{ copies: 3 }, 'storage/pool  size: got 3 over two data sites, want 4 (2 per site) in a stretch cluster'],
    [{ copies: 6 }, 'storage/pool  size: got 6'],
    [{ failureDomain: 'host' }, 'failureDomain: got host, want site'],
    [{ blockQuota: Size.tebibytes(8) }, 'blockQuota: got 8 TiB in blockQuota, want at most 6.8 TiB'],
  ])('refuses %j', (props, message) => {
    expectRefused(alone({ sites: stretched(), ...props }), message);
  });
});

describe('three sites with data', () => {
  const site = { hosts: [storage(2)] };
  const three = sitesOf({ a: site, b: site, c: site });

  it.each<[RookCephProps, string]>([
    [{ monitors: 5 }, 'monitors: got 5 on 3 sites with storage, want a site for every monitor'],
    [{ copies: 4 }, 'copies: got 4 over 3 sites with storage, want a site for every copy'],
    [{ failureDomain: 'host' }, 'failureDomain: got host, want site: else a site could hold most copies'],
  ])('refuse %j', (props, message) => {
    expectRefused(alone({ sites: three, ...props }), message);
  });

  it('need no witness, and may have one', () => {
    expect(alone({ sites: sitesOf({ a: site, b: site, c: site, w: witness }) })).not.toThrow();
  });
});

describe('in an environment', () => {
  it('refuses sites of another cluster', () => {
    const sites = environment('test').sites;
    expect(() => new RookCeph(environment(), 'storage', { sites })).toThrow(
      'production/storage  sites: got sh-t, want sites of the environment (sh-a, sh-b, sh-w)',
    );
  });

  it('tells of a witness that was left out', () => {
    const production = environment();
    expectRefused(
      () => new RookCeph(production, 'storage', { sites: production.dataSites }),
      'got data in sh-a and sh-b, and no witness, want a third site that votes: with two, the loss of one takes the majority of the monitors; fix: name sh-w in `sites`, too, or leave `sites` out',
    );
  });

  it('tells of the only rack, where one may be lost', () => {
    const rack = { rpo: Duration.seconds(0), rto: Duration.minutes(10) };
    expectRefused(
      () => new RookCeph(environment('test', { objectives: { rack } }), 'storage', { blockQuota: Size.tebibytes(1) }),
      'fix: spread the hosts with storage over more than the rack sh-t-rack-1, or promise nothing for its loss',
    );
  });

  it('throws nothing but its own error', () => {
    expectRefused(() => new RookCeph(new App(), 'storage', { sites: 'a' as never }), 'storage  sites: got a');
  });

  it.each(['storage', 'other'])('refuses a second one, called %s', (id) => {
    const production = environment();
    new RookCeph(production, 'storage');
    expectRefused(
      () => new RookCeph(production, id),
      `production/${id}  got a second RookCeph, beside production/storage, want one RookCeph for an environment`,
    );
    expect(production.node.tryFindChild('other')).toBeUndefined();
  });

  it('wants room for the second gateway of a realm', () => {
    const sites = oneSite(storage(3, { disks: [nvme(Size.tebibytes(4))], memory: Size.gibibytes(16) }));
    expect(alone({ sites })).not.toThrow();
    expectRefused(
      alone({ sites, realm: 'bank', bucketEndpoint: 'https://s3.bank.example' }),
      'a-storage-1  memory: got 16 GiB for 1 disks, want 17 GiB: 5 for each disk, 12 for the other daemons',
    );
  });
});
