import { ApiObject, JsonPatch } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { CephMirror, type Component, Fact } from 'tripod-iac';
import { faultsOf } from '../../support/complete';
import { notRefused, only, outcome } from '../../support/garbage';
import { object, objects } from '../../support/objects';
import { Ledger, mirrored, sides } from './mirrored';

const claim = (scope: Component, name: string, storageClassName?: string) =>
  new k8s.KubePersistentVolumeClaim(scope, name, {
    metadata: { name, namespace: 'ledger' },
    spec: { storageClassName },
  });

describe('volumes', () => {
  it('are mirrored one by one, and written to on this side', () => {
    const { from, mirror } = mirrored();
    mirror.protect(new Ledger(from, ['ceph-block']));
    expect(object(mirror, 'VolumeReplication')).toMatchObject({
      metadata: { name: 'data-0-ledger-0', namespace: 'ledger' },
      spec: {
        volumeReplicationClass: 'ceph-mirror',
        replicationState: 'primary',
        autoResync: false,
        dataSource: { kind: 'PersistentVolumeClaim', name: 'data-0-ledger-0' },
      },
    });
    expect(faultsOf(mirror)).toEqual([]);
  });

  it('of a tenant are mirrored by name', () => {
    const { mirror } = mirrored();
    mirror.protect({ namespace: 'payments', claims: ['a', 'b'] }, { independent: true });
    expect(
      objects(mirror)
        .filter(({ kind }) => kind === 'VolumeReplication')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['a', 'b']);
  });

  it('that nobody protects are named, with their class and what to do', () => {
    const { from, mirror } = mirrored();
    const ledger = new Ledger(from, ['ceph-block', 'ceph-shared']);
    claim(ledger, 'by-default');
    claim(ledger, 'elsewhere', 'other');
    expect(faultsOf(mirror)).toEqual([
      expect.stringMatching(
        / {2}protect: got the claim ledger\/data-0-ledger-0 of production\/ledger, of the mirrored class ceph-block: nobody protects it, want .*; fix: `mirror\.protect\(ledger\)`.*`mirrored: false`$/,
      ),
      expect.stringContaining('ledger/by-default of production/ledger, of the mirrored class (the default one)'),
    ]);
  });

  it('that come after their component is protected are named, too', () => {
    const { from, mirror } = mirrored();
    const ledger = new Ledger(from, ['ceph-block']);
    mirror.protect(ledger);
    claim(ledger, 'late', 'ceph-block');
    expect(faultsOf(mirror)).toEqual([expect.stringContaining('got the claim ledger/late of production/ledger')]);
  });

  it('that operators make are kept away from mirrored classes, in whatever field they name them', () => {
    const { from, mirror } = mirrored();
    const ledger = new Ledger(from, []);
    const metadata = { name: 'db', namespace: 'ledger' };
    const spec = {
      instances: [{ volumeClaimTemplate: { spec: { storageClassName: 'ceph-block' } } }],
      storage: { storageClass: 'ceph-block' },
    };
    new ApiObject(ledger, 'db', { apiVersion: 'db.example.com/v1', kind: 'Database', metadata, spec });
    const other = { ...metadata, name: 'other' };
    new ApiObject(ledger, 'other', {
      apiVersion: 'db.example.com/v1',
      kind: 'Database',
      metadata: other,
      spec: { storage: { storageClass: 'ceph-block' } },
    });
    const faults = faultsOf(mirror);
    expect(faults).toEqual([
      expect.stringContaining('claims for the Database, ledger/volume of db of production/ledger'),
      expect.stringContaining('claims for the Database, ledger/those of other of production/ledger'),
    ]);
    for (const fault of faults) expect(fault).toMatch(/; fix: a class of a pool with `mirrored: false`/);
  });

  it('are called after the first pod of their set', () => {
    const { from, mirror } = mirrored();
    const ledger = new Ledger(from, ['ceph-block']);
    const set = ledger.node
      .findAll()
      .find((node): node is ApiObject => ApiObject.isApiObject(node) && node.kind === 'StatefulSet');
    set?.addJsonPatch(JsonPatch.add('/spec/ordinals', { start: 5 }));
    mirror.protect(ledger);
    expect(object(mirror, 'VolumeReplication').metadata.name).toBe('data-0-ledger-5');
  });

  it.each<[string, readonly string[], (ledger: Ledger) => void, RegExp]>([
    [
      'keep copies themselves',
      ['ceph-block'],
      (ledger) => ledger.fact(Fact.copies('ledger', { groups: [], minimum: 2 })),
      /got ledger\/data-0-ledger-0 of production\/ledger, which keeps copies of ledger by itself, want one way/,
    ],
    [
      'are of a class that is not mirrored',
      ['other'],
      () => undefined,
      /got ledger\/data-0-ledger-0 of production\/ledger, of the class other, want a claim of a mirrored class/,
    ],
  ])('of components that are protected by name are checked: those that %s', (_, classes, change, message) => {
    const { from, mirror } = mirrored();
    mirror.protect({ namespace: 'ledger', claims: ['data-0-ledger-0'] });
    change(new Ledger(from, classes));
    expect(faultsOf(mirror)).toEqual([expect.stringMatching(message)]);
  });

  it('are counted where they are received, and named where nobody protects them', () => {
    const { mirror, other } = mirrored();
    const found = (side: Component, name: string) => side.alerts.find((alert) => alert.name === name)?.expression;
    expect(found(other, 'CephMirrorVolumesMissing')).toBeUndefined();
    mirror.protect({ namespace: 'a', claims: ['b', 'c.d'] }, { independent: true });
    mirror.protect({ namespace: 'e', claims: ['f'] });
    expect(found(other, 'CephMirrorVolumesMissing')).toMatch(/ or vector\(0\)\) < 3$/);
    expect(found(mirror, 'CephMirrorClaimUnprotected')).toBe(
      'kube_persistentvolumeclaim_info{storageclass=~"ceph-block"}' +
        ' unless on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_info{namespace="a", persistentvolumeclaim=~"b|c[.]d"}' +
        ' unless on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_info{namespace="e", persistentvolumeclaim=~"f"}',
    );
  });

  it('of a pool that is not mirrored stay here', () => {
    const both = sides();
    for (const side of [both.storage, both.peer]) side.addBlockPool('local', { mirrored: false });
    const mirror = new CephMirror(both.from, 'storage-mirror', both);
    new Ledger(both.from, ['ceph-local']);
    expect(faultsOf(mirror)).toEqual([]);
    expect(object(both.storage, 'CephBlockPool', 'local').spec.mirroring).toBeUndefined();
  });

  it('of a pool that comes too late are refused', () => {
    const { storage, peer, mirror, other } = mirrored();
    storage.addBlockPool('late');
    const fault = expect.stringContaining('storage: got the pool late, added after the mirror, want');
    expect(faultsOf(mirror)).toEqual([fault]);
    peer.addBlockPool('late');
    expect(faultsOf(other)).toEqual([fault]);
  });

  it('of one application are mirrored as of one moment, where Ceph can', () => {
    const { from, mirror } = mirrored({ consistencyGroups: true });
    mirror.protect(new Ledger(from, ['ceph-block', 'ceph-block']));
    expect(object(mirror, 'VolumeGroupReplication').spec).toEqual({
      volumeReplicationClassName: 'ceph-mirror',
      volumeGroupReplicationClassName: 'ceph-mirror-block',
      replicationState: 'primary',
      autoResync: false,
      source: { selector: { matchLabels: { 'app.kubernetes.io/name': 'ledger' } } },
    });
    expect(object(mirror, 'VolumeGroupReplicationClass').metadata.name).toBe('ceph-mirror-block');
    expect(faultsOf(mirror)).toEqual([]);
  });

  it.each<[string, (made: ReturnType<typeof mirrored>) => void, RegExp]>([
    [
      'several of one application, which Ceph cannot take at once',
      ({ from, mirror }) => mirror.protect(new Ledger(from, ['ceph-block', 'ceph-block'])),
      /got ledger with 2 volumes, want one volume, or volumes of one moment.*ceph-csi issue 6190/,
    ],
    [
      'those of a database that keeps copies itself',
      ({ from, mirror }) => {
        const ledger = new Ledger(from, ['ceph-block']);
        ledger.fact(Fact.copies('ledger', { groups: [], minimum: 2 }));
        mirror.protect(ledger);
      },
      /got ledger, which keeps copies of ledger by itself, want one way to the other city/,
    ],
    [
      'none',
      ({ from, mirror }) => mirror.protect(new Ledger(from, ['other'])),
      /which has no volume of a mirrored class/,
    ],
    [
      'those of another environment',
      ({ to, mirror }) => mirror.protect(new Ledger(to, ['ceph-block'])),
      /want a component of production/,
    ],
    [
      'no name',
      ({ mirror }) => mirror.protect({ namespace: 'a', claims: [] }),
      /protect\.claims: got an empty list, want names/,
    ],
    [
      'neither names nor labels',
      ({ mirror }) => mirror.protect({ namespace: 'a' }),
      /got neither claims nor a selector/,
    ],
    [
      'labels, where Ceph cannot',
      ({ mirror }) => mirror.protect({ namespace: 'a', selector: { a: 'b' } }),
      /protect\.selector: got a=b, want names of claims: Ceph 20\.2 and Ceph CSI 3\.17 cannot/,
    ],
    [
      'those of one component twice',
      ({ from, mirror }) => {
        const ledger = new Ledger(from, ['ceph-block']);
        mirror.protect(ledger);
        mirror.protect(ledger);
      },
      /storage-mirror {2}protect: got ledger\/data-0-ledger-0, a second time, want each volume once; fix: leave out/,
    ],
    [
      'one name twice',
      ({ mirror }) => {
        mirror.protect({ namespace: 'a', claims: ['b'] });
        mirror.protect({ namespace: 'a', claims: ['b'] });
      },
      /protect: got a\/b, a second time/,
    ],
    [
      'one name twice in a list',
      ({ mirror }) => mirror.protect({ namespace: 'a', claims: ['b', 'b'] }, { independent: true }),
      /protect: got a\/b, a second time/,
    ],
    [
      'a pool beside names',
      ({ mirror }) => mirror.protect({ namespace: 'a', claims: ['b'], pool: 'block' }),
      /protect\.pool: got block, want the name of a mirrored pool, beside a selector/,
    ],
    [
      'a name beside names',
      ({ mirror }) => mirror.protect({ namespace: 'a', claims: ['b'], name: 'c' }),
      /protect\.name: got c, want the name of an object, beside a selector/,
    ],
  ])('are not mirrored: %s', (_, run, message) => {
    expect(() => run(mirrored())).toThrow(message);
  });

  it('are not mirrored: garbage', () => {
    const { mirror } = mirrored();
    expect(notRefused((value) => mirror.protect(value))).toEqual({});
    for (const props of ['x', null]) {
      expect(outcome(() => mirror.protect({ namespace: 'a', claims: ['b'] }, props as never))).toBe('refused');
    }
  });
});

describe('groups of volumes, where Ceph can', () => {
  /** With two pools, both mirrored. */
  function twoPools() {
    const both = sides();
    for (const side of [both.storage, both.peer]) side.addBlockPool('fast');
    return new CephMirror(both.from, 'storage-mirror', { ...both, consistencyGroups: true });
  }
  const selector = { app: 'ledger' };

  it('are in the pool that is said, and called as is said', () => {
    const mirror = twoPools();
    mirror.protect({ namespace: 'a', selector, pool: 'fast' });
    mirror.protect({ namespace: 'a', selector: { app: '1', tier: 'x_y' }, pool: 'block' });
    mirror.protect({ namespace: 'a', selector: { app: '1', tier: 'x.y' }, pool: 'block', name: 'other' });
    const groups = objects(mirror).filter(({ kind }) => kind === 'VolumeGroupReplication');
    expect(groups.map(({ metadata, spec }) => [metadata.name, spec.volumeGroupReplicationClassName])).toEqual([
      ['ledger', 'ceph-mirror-fast'],
      ['1-x-y', 'ceph-mirror-block'],
      ['other', 'ceph-mirror-block'],
    ]);
  });

  it('are refused where nothing is in common by which their claims are found', () => {
    const { from, mirror } = mirrored({ consistencyGroups: true });
    const ledger = new Ledger(from, ['ceph-block']);
    claim(ledger, 'log', 'ceph-block');
    expect(() => mirror.protect(ledger)).toThrow(
      /got volumes of ledger without a label in common: those of a StatefulSet bear the labels of its selector only/,
    );
  });

  it.each<[string, (mirror: CephMirror) => void, RegExp]>([
    [
      'no pool, where several are mirrored',
      (mirror) => mirror.protect({ namespace: 'a', selector }),
      /protect\.pool: got nothing, want one of the mirrored pools block, fast: a group cannot reach over two/,
    ],
    [
      'a pool that is not there',
      (mirror) => mirror.protect({ namespace: 'a', selector, pool: 'slow' }),
      /protect\.pool: got slow, want one of the mirrored pools block, fast/,
    ],
    [
      'labels that no object can bear',
      (mirror) => mirror.protect({ namespace: 'a', selector: { app: '账本' }, pool: 'block' }),
      /protect\.selector: got .*, want labels of claims/,
    ],
    [
      'labels of which no name can be made',
      (mirror) => mirror.protect({ namespace: 'a', selector: { ledger: '' }, pool: 'block' }),
      /protect\.name: got .*, want the name of an object.*; fix: pass `name`/,
    ],
    [
      'labels that lead to a name that is taken',
      (mirror) => {
        for (const app of ['a_b', 'a.b']) mirror.protect({ namespace: 'a', selector: { app }, pool: 'block' });
      },
      /protect\.name: got a\/a-b, which another group is called, want a name of its own.*; fix: pass `name`/,
    ],
    [
      'labels of volumes that are each consistent by itself',
      (mirror) => mirror.protect({ namespace: 'a', selector, pool: 'block' }, { independent: true }),
      /protect\.selector: got app=ledger, want names of claims, where each volume is consistent/,
    ],
    [
      'several names',
      (mirror) => mirror.protect({ namespace: 'a', claims: ['b', 'c'] }),
      /protect\.claims: got b, c, want a selector/,
    ],
    [
      'labels of a volume that is protected already',
      (mirror) => {
        mirror.protect(new Ledger(mirror.environment!, ['ceph-block']));
        const labels = { 'app.kubernetes.io/name': 'ledger' };
        mirror.protect({ namespace: 'ledger', selector: labels, pool: 'block', name: 'all' });
      },
      /protect: got ledger\/data-0-ledger-0, a second time/,
    ],
  ])('are refused: %s', (_, run, message) => {
    expect(() => run(twoPools())).toThrow(message);
  });

  it('are refused: garbage', () => {
    const mirror = twoPools();
    const group = { namespace: 'a', selector, pool: 'block' };
    expect(notRefused((pool) => mirror.protect({ ...group, pool }), 'pool')).toEqual({});
    const named = only('undefined', 'the text x', 'the text undefined');
    expect(notRefused((name) => mirror.protect({ ...group, name }), 'name')).toEqual(named);
  });
});
