import { App, Size } from 'cdk8s';
import { type BlockPoolProps, ErasureCode, KeyManagement, RookCeph, type RookCephProps, storage } from 'tripod-iac';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { type Garbage, notRefused, only } from '../../support/garbage';
import { object, objects } from '../../support/objects';
import { expectRefused } from '../../support/refused';
import { sitesOf, stretched } from '../sites';

const keys = KeyManagement.vault({ address: 'https://vault.bank.example', path: 'ceph' });
const racks = ['r1', 'r2', 'r3'];
const eight = sitesOf({ a: { hosts: [storage(8)], racks } });
const ceph = (props: RookCephProps = {}) => new RookCeph(new App(), 'storage', { sites: eight, keys, ...props });

/** A cluster with a pool, and the pool's objects. */
function pool(props?: BlockPoolProps, of: RookCephProps = {}) {
  const storage = ceph(of);
  const ref = storage.addBlockPool('logs', props);
  const named = (kind: string, name: string) => object(storage, kind, name);
  return { storage, ref, spec: named('CephBlockPool', 'logs').spec, class: named('StorageClass', 'ceph-logs'), named };
}

describe('a pool that is added', () => {
  it('lies as the cluster does, and keeps what was stored', () => {
    const { storage, ref, spec, class: volumes } = pool();
    expect(ref).toEqual({ storageClassName: 'ceph-logs', shared: false, thing: 'ceph-logs' });
    expect(spec).toEqual(object(storage, 'CephBlockPool', 'block').spec);
    expect({ ...volumes, metadata: 0 }).toEqual({
      ...object(storage, 'StorageClass', 'ceph-block'),
      metadata: 0,
      parameters: { ...object(storage, 'StorageClass', 'ceph-block').parameters, pool: 'logs' },
    });
    expect(volumes.metadata.annotations).toEqual({ 'storageclass.kubernetes.io/is-default-class': 'false' });
  });

  it('is waited for, and destroyed with the others', () => {
    const { storage } = pool();
    expect(storage.readiness.map(({ target }) => target.name)).toContain('logs');
    const commands = storage.steps.flatMap((step) => step.commands).join('\n');
    expect(commands).toMatch(/get persistentvolumeclaims .*"ceph-logs"/);
  });

  it('is told to those that mirror or back up, beside the default one', () => {
    const storage = ceph();
    storage.addBlockPool('scratch', { mirrored: false, reclaimPolicy: 'Delete' });
    expect(storage.blockPools).toMatchObject([
      { name: 'block', storageClass: { storageClassName: 'ceph-block' }, mirrored: true, encrypted: false },
      { name: 'scratch', storageClass: { storageClassName: 'ceph-scratch' }, mirrored: false, encrypted: false },
    ]);
  });

  it('has copies and a failure domain of its own where it says so', () => {
    const { spec } = pool({ copies: 4, failureDomain: 'host' });
    expect({ ...spec.replicated, domain: spec.failureDomain }).toEqual({
      size: 4,
      requireSafeReplicaSize: true,
      domain: 'host',
    });
  });

  it('spreads over hosts where there are not racks enough', () => {
    expect(pool({ copies: 3 }).spec.failureDomain).toBe('rack');
    expect(pool({ copies: 5 }).spec.failureDomain).toBe('host');
  });

  it('keeps four copies in a stretch cluster, by the rule of all pools', () => {
    const { spec } = pool({}, { sites: stretched() });
    expect(spec.replicated).toMatchObject({ size: 4, replicasPerFailureDomain: 2, subFailureDomain: 'host' });
  });

  it.each<[string, BlockPoolProps, object]>([
    ['with copies', {}, { groups: [{ count: 4, hosts: { length: 4 } }], minimum: 2 }],
    [
      'with shards',
      { erasureCode: ErasureCode.of(2, 2), failureDomain: 'host' },
      { groups: [{ count: 4, rules: [{ domain: 'host', most: 1 }] }], minimum: 3, needed: 2 },
    ],
  ])('%s is a thing of its own to the proof', (name, props, want) => {
    const storage = new RookCeph(environment('remote-dr'), 'storage', name === 'with copies' ? { copies: 4 } : {});
    storage.addBlockPool('logs', props);
    expect(storage.facts.find(({ of, type }) => of === 'ceph-logs' && type === 'copies')).toMatchObject(want);
  });
});

describe('an erasure coded pool', () => {
  const coded = () => pool({ erasureCode: ErasureCode.of(4, 2), quota: Size.tebibytes(2) });

  it('has its data beside a replicated index, which the images belong to', () => {
    const { spec, named, class: volumes } = coded();
    expect(spec).toMatchObject({ failureDomain: 'host', replicated: { size: 3 } });
    expect(spec).not.toHaveProperty('quotas');
    expect(named('CephBlockPool', 'logs-data').spec).toEqual({
      failureDomain: 'host',
      erasureCoded: { dataChunks: 4, codingChunks: 2 },
      quotas: { maxSize: '2097152Mi' },
      parameters: { compression_mode: 'none' },
    });
    expect(volumes.parameters).toMatchObject({ pool: 'logs', dataPool: 'logs-data' });
  });

  it('is lost with its index', () => {
    const storage = new RookCeph(environment('remote-dr'), 'storage');
    storage.addBlockPool('logs', { erasureCode: ErasureCode.of(2, 2) });
    expect(storage.facts).toContainEqual(
      expect.objectContaining({ type: 'dependency', of: 'ceph-logs', on: 'ceph-logs-index', for: 'data' }),
    );
  });

  it('serves with one shard more than it needs', () => {
    expect([ErasureCode.of(4, 2), ErasureCode.of(8, 3)].map(({ shards, minimum }) => [shards, minimum])).toEqual([
      [6, 5],
      [11, 9],
    ]);
  });
});

it('changes with every prop', () => {
  // Not mirrored, since what goes with its claim must not be.
  const make = (props: Partial<BlockPoolProps>) => {
    const { storage } = pool({ mirrored: false, ...props });
    return [objects(storage), storage.blockPools.map(({ mirrored }) => mirrored)];
  };
  const variants: Required<BlockPoolProps> = {
    copies: 4,
    erasureCode: ErasureCode.of(4, 2),
    failureDomain: 'host',
    quota: Size.tebibytes(1),
    mirrored: true,
    reclaimPolicy: 'Delete',
    encrypted: true,
  };
  expect(propsWithoutEffect<BlockPoolProps>(make, variants)).toEqual([]);
  expect(pool({ mirrored: false, reclaimPolicy: 'Delete' }).class.reclaimPolicy).toBe('Delete');
});

const three = sitesOf(Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { hosts: [storage(3)] }])));
const wrong = (props: object) => props as BlockPoolProps;

describe('a pool is refused', () => {
  it.each<[string, BlockPoolProps, string, RookCephProps?]>([
    ['with two copies', { copies: 2 }, 'storage/logs  copies: got 2, want a whole number between 3 and 10'],
    ['with eleven copies', { copies: 11 }, 'copies: got 11, want a whole number between 3 and 10'],
    [
      'with more copies than racks',
      { copies: 4, failureDomain: 'rack' },
      'copies: got 4 over 3 racks with storage, want a rack for every copy',
    ],
    ['with more copies than hosts', { copies: 9 }, 'copies: got 9 over 8 hosts with storage'],
    ['with a site as domain of one', { failureDomain: 'site' }, 'failureDomain: got site, want host or rack'],
    [
      'with a host as domain of three sites',
      { failureDomain: 'host' },
      'failureDomain: got host, want site',
      { sites: three },
    ],
    [
      'with three copies in a stretch cluster',
      { copies: 3 },
      'size: got 3 over two data sites, want 4',
      { sites: stretched() },
    ],
    [
      'by host in a stretch cluster',
      { failureDomain: 'host' },
      'failureDomain: got host, want site',
      { sites: stretched() },
    ],
    [
      'erasure coded in a stretch cluster',
      { erasureCode: ErasureCode.of(2, 2) },
      'erasureCode: got 2 + 2 in a stretch cluster, want copies',
      { sites: stretched() },
    ],
    [
      'with copies and shards',
      { copies: 3, erasureCode: ErasureCode.of(2, 2) },
      'copies: got 3 beside an erasure code, want either copies or shards',
    ],
    [
      'with more shards than hosts',
      { erasureCode: ErasureCode.of(6, 3) },
      'erasureCode: got 6 + 3 over 8 hosts with storage, want a host for every shard',
    ],
    [
      'with more shards than sites',
      { erasureCode: ErasureCode.of(2, 2) },
      'erasureCode: got 2 + 2 over 3 sites with storage, want a site for every shard',
      { sites: three },
    ],
    [
      'with Delete where it is mirrored',
      { reclaimPolicy: 'Delete' },
      'reclaimPolicy: got Delete, want Retain in a pool that is mirrored',
    ],
    [
      'encrypted without keys',
      { encrypted: true },
      'encrypted: got true, want a place for the keys',
      { keys: undefined },
    ],
    [
      'with a quota that cannot be carried',
      { quota: Size.tebibytes(40) },
      'quota: got 40 TiB in logs, want at most 31.73 TiB: all must fit into 85 % of the disks that are left after the loss of the host a-storage-1; fix: lower `logs`, or add disks',
      { failureDomain: 'host' },
    ],
    ['with a quota of nothing', { quota: Size.gibibytes(0) }, 'quota: got 0 MiB, want a Size of at least 1 GiB'],
    ['with a text for a switch', wrong({ mirrored: 'no' }), 'mirrored: got no, want true or false'],
  ])('%s', (_, props, message, of = {}) => {
    expectRefused(() => pool(props, of), message);
  });

  it.each<[unknown, string]>([
    ['block', 'storage/block  name: got block, want a name that no other pool has'],
    ['mon', 'name: got mon, want a name that no other pool has'],
    ['builtin-rgw-root', 'name: got builtin-rgw-root, want a name that no other pool has'],
    ['logs', 'name: got logs, want a name that no other pool has: `logs` is taken'],
    ['logs-data', 'name: got logs-data, want a name that no other pool has: `logs-data` is taken'],
    ['logs-index', 'name: got logs-index, want a name that no other pool has: `logs-index` is taken'],
    ['Logs', 'storage/pool  name: got Logs, want the name of a pool: at most 40 of a-z, 0-9 and dashes'],
    ['x'.repeat(41), 'want the name of a pool'],
  ])('with the name %s', (name, message) => {
    const { storage } = pool();
    expectRefused(() => storage.addBlockPool(name as string), message);
  });

  it.each(['logs-data', 'logs-index'])('with shards whose part is called like the pool %s', (name) => {
    const storage = ceph();
    storage.addBlockPool(name);
    expectRefused(
      () => storage.addBlockPool('logs', { erasureCode: ErasureCode.of(2, 2) }),
      `name: got logs, want a name that no other pool has: \`${name}\` is taken`,
    );
  });

  it('with a policy that Kubernetes does not know', () => {
    expectRefused(() => pool(wrong({ reclaimPolicy: 'Recycle' })), 'reclaimPolicy: got Recycle, want Retain or Delete');
  });

  it('with a quota that others leave no room for', () => {
    const storage = ceph({ failureDomain: 'host', blockQuota: Size.tebibytes(20) });
    storage.addBlockPool('logs', { quota: Size.tebibytes(11) });
    expect(() => storage.addBlockPool('more', { quota: Size.tebibytes(1) })).toThrow(
      'got 20 TiB in blockQuota, 11 TiB in logs, 1 TiB in more, want at most 0.73 TiB beside the others',
    );
  });

  it('and leaves nothing behind', () => {
    const storage = ceph();
    const before = objects(storage);
    expect(() => storage.addBlockPool('logs', { copies: 2 })).toThrow();
    expect(objects(storage)).toEqual(before);
    expect(() => storage.addBlockPool('logs')).not.toThrow();
  });
});

describe('takes no garbage', () => {
  const valid: Readonly<Record<keyof BlockPoolProps, readonly Garbage[]>> = {
    copies: ['undefined'],
    erasureCode: ['undefined'],
    failureDomain: ['undefined'],
    quota: ['undefined'],
    mirrored: ['undefined', 'true'],
    reclaimPolicy: ['undefined'],
    encrypted: ['undefined', 'true'],
  };
  // Nothing that is refused leaves an object behind, so that one cluster serves for all.
  const add = (storage: RookCeph) => {
    let count = 0;
    return (props: unknown) => storage.addBlockPool(`pool-${(count += 1)}`, props as BlockPoolProps);
  };

  it.each(Object.entries(valid))('for %s', (prop, accepted) => {
    const run = add(ceph());
    expect(notRefused((value) => run({ [prop]: value }), prop)).toEqual(only(...accepted));
  });

  it('for name and props', () => {
    const storage = ceph();
    const named = notRefused((name) => storage.addBlockPool(name), 'name');
    expect(named).toEqual(only('the text x', 'the text undefined'));
    const run = add(storage);
    const whole = notRefused((props) => run(props));
    expect(whole).toEqual(only('undefined', 'an object', 'a nested object', 'an object without prototype'));
  });

  it('for numbers of shards', () => {
    expect(notRefused((data) => ErasureCode.of(data, 2), 'data')).toEqual({});
    expect(notRefused((coding) => ErasureCode.of(4, coding), 'coding')).toEqual({});
    expect(() => ErasureCode.of(4, 1)).toThrow('a write would be acknowledged without a spare');
  });
});
