import { App, Duration } from 'cdk8s';
import {
  type BackupScheduleProps,
  Distribution,
  Environment,
  type EnvironmentProps,
  Fact,
  Platform,
  Rehearsal,
  render,
  VeleroBackup,
} from 'tripod-iac';
import { bank, environment } from '../../support/bank';
import { partOf, thing } from '../../support/part';
import { backupIn, HOURLY, snapshotClass, STORE, withTenants } from './store';

/** What an error says of each fault. */
function linesOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return [];
}

const minutes = (count: number) => Duration.minutes(count);

describe('a backup is refused', () => {
  const here = backupIn(environment('test'), { storeSite: 'hf-a' });
  const newer = backupIn(environment('test', { distribution: Distribution.kubernetes('1.34.9') }));

  it.each<[string, object, RegExp]>([
    ['without encryption', { endpoint: 'http://s3.bank.example' }, /endpoint: got http:.*, want an https address/],
    ['below a path', { endpoint: 'https://s3.bank.example/a' }, /endpoint: .* without path/],
    ['in a wrong bucket', { bucket: 'My Bucket' }, /bucket: got My Bucket, want the name of a bucket/],
    ['beside what it protects', { storeSite: 'sh-b' }, /storeSite: got sh-b, one of the sites that the store protects/],
    ['in no place', { storeSite: undefined }, /storeSite: got nothing, want either the site/],
    ['in two places', { storeCity: 'chengdu' }, /storeSite: got hf-a beside storeCity chengdu/],
    ['with what is no certificate', { caBundle: 'trust me' }, /caBundle: got trust me, want certificates as PEM/],
    ['with a lock of hours', { lock: Duration.hours(36) }, /lock: got .*, want a Duration of whole days/],
    ['with a lock that is none', { lock: 30 }, /lock: got 30, want a Duration of whole days/],
    ['that reads from what is none', { reads: {} }, /reads: got .*, want a VeleroBackup of another environment/],
  ])('%s', (_, props, message) => {
    expect(() => backupIn(environment(), props)).toThrow(message);
  });

  it.each<[string, Partial<EnvironmentProps>, object, RegExp]>([
    [
      'in the city whose loss it is for',
      { objectives: { city: { rpo: Duration.hours(1), rto: Duration.hours(4) } } },
      { storeSite: 'sh-t' },
      /storeSite: got sh-t in shanghai, the city of the cluster/,
    ],
    [
      'on OpenShift',
      { distribution: Distribution.openshift('4.16') },
      {},
      /distribution: got openshift 4\.16, want kubernetes.*OADP/,
    ],
  ])('%s', (_, settings, props, message) => {
    expect(() => backupIn(environment('production', settings), props)).toThrow(message);
  });

  it('that it made itself', () => {
    const owner = environment('test');
    const first = backupIn(owner);
    expect(() => new VeleroBackup(owner, 'again', { ...STORE, reads: first })).toThrow(
      /reads: got test, this environment itself/,
    );
  });

  it('of a newer Kubernetes, though not of a newer patch', () => {
    const older = environment('remote-dr');
    Object.defineProperty(older, 'distribution', {
      value: { ...older.distribution, name: 'kubernetes', kubernetes: '1.33.9' },
    });
    expect(() => backupIn(older, { storeSite: 'sh-t', reads: here })).toThrow(
      /reads: got test with Kubernetes 1\.34\.\d+, newer than 1\.33\.9 here/,
    );
    expect(() => backupIn(environment('remote-dr'), { storeSite: 'sh-t', reads: newer })).not.toThrow();
  });

  it('in a plain App', () => {
    expect(() => new VeleroBackup(new App(), 'backup', STORE)).toThrow(/got VeleroBackup in a plain App, want an Env/);
  });
});

describe('a schedule is refused', () => {
  const promised = { city: { rpo: Duration.hours(1), rto: Duration.hours(4) } };
  const backup = backupIn(environment('production', { objectives: promised }));
  backup.schedule('taken', HOURLY);

  it.each<[string, Partial<BackupScheduleProps>, RegExp]>([
    ['for no namespace', { namespaces: [] }, /namespaces: got an empty list, want a list of namespaces/],
    ['for a namespace twice', { namespaces: ['a', 'a'] }, /namespaces: got a, a, want .* each once/],
    ['for a wrong namespace', { namespaces: ['A_B'] }, /namespaces: got A_B, want a list of namespaces/],
    ['for what opens it', { namespaces: ['velero'] }, /namespaces: got velero, want namespaces of tenants/],
    ['for its own rehearsals', { namespaces: ['rehearsal-a'] }, /namespaces: got rehearsal-a, want namespaces of/],
    ['for wrong kinds', { resources: ['PersistentVolume'] }, /resources: got PersistentVolume, want .*plural names/],
    [
      'for volumes without claims',
      { resources: ['configmaps'] },
      /resources: got configmaps, with the data of volumes, want persistentvolumeclaims/,
    ],
    [
      'at what cron cannot say',
      { interval: minutes(45) },
      /interval: got 45 minutes, want minutes that divide an hour/,
    ],
    ['at no interval', { interval: undefined }, /interval: got nothing, want minutes/],
    [
      'that keeps less than two',
      { interval: Duration.hours(12), retention: Duration.hours(12) },
      /retention: got 12 hours, want whole hours, at least twice/,
    ],
    [
      'that keeps longer than the lock',
      { retention: Duration.days(31) },
      /retention: got 31 days, while the store locks for 30 days, want at most as long/,
    ],
    [
      'that keeps too many',
      { interval: minutes(5), retention: Duration.days(14) },
      /retention: got 14 days: 4032 backups, want 3000 at most/,
    ],
    [
      'that takes longer than it waits',
      { timeout: minutes(61) },
      /timeout: got .*, want whole minutes, at most `interval`/,
    ],
    ['with half of a minute', { timeout: Duration.seconds(90) }, /timeout: got .*, want whole minutes/],
    [
      'slower than what is promised',
      { interval: Duration.hours(1), timeout: minutes(30), covers: ['ledger'] },
      /interval: got 1 hour and 30 minutes to a finished copy: loses up to 1 hour 30 minutes, want at most/,
    ],
    [
      'that covers things without data',
      { data: false, covers: ['ledger'] },
      /covers: got ledger without data, want a copy of the data, too/,
    ],
    [
      'with data of several tenants that nobody tries',
      { namespaces: ['a', 'b'] },
      /rehearse: got nothing, with data of 2/,
    ],
    ['with data of all that nobody tries', { namespaces: undefined }, /rehearse: got nothing, with data of all namesp/],
    [
      'that rehearses several tenants at once',
      { namespaces: ['a', 'b'], rehearse: Rehearsal.claims() },
      /rehearse: got a rehearsal of a, b, want the claims of one namespace/,
    ],
    [
      'that rehearses what has no data',
      { data: false, rehearse: Rehearsal.claims() },
      /rehearse: got a rehearsal of objects without data/,
    ],
    [
      'that rehearses what the cluster has once',
      { resources: ['persistentvolumeclaims', 'clusterroles.rbac.authorization.k8s.io'] },
      /rehearse: got a rehearsal of clusterroles\.rbac\.authorization\.k8s\.io, of which the cluster has one set/,
    ],
    [
      'that rehearses more often than it backs up',
      { interval: Duration.hours(12), rehearse: Rehearsal.claims({ interval: Duration.hours(6) }) },
      /rehearse\.interval: got 6 hours, want .* not shorter than that of the backups/,
    ],
    [
      'that rehearses without end',
      { rehearse: Rehearsal.claims({ interval: Duration.hours(2) }) },
      /rehearse\.timeout: got 4 hours, want whole minutes, at most `interval`/,
    ],
  ])('%s', (_, props, message) => {
    expect(() => backup.schedule('tenant', { ...HOURLY, ...props })).toThrow(message);
  });

  it.each([
    ['taken', /name: got taken once more, want a name of its own/],
    ['Tenant A', /name: got Tenant A, want a DNS label of at most 40/],
    ['x'.repeat(41), /name: got x{41}, want a DNS label of at most 40/],
  ])('with the name %s', (name, message) => {
    expect(() => backup.schedule(name, HOURLY)).toThrow(message);
  });

  it('with a name that no label takes', () => {
    const name = 'e'.repeat(30);
    const long = new Environment(new Platform(), name, { landscape: bank, cluster: 'test', tier: 'test' });
    expect(() => backupIn(long).schedule('x'.repeat(33), HOURLY)).toThrow(
      /name: got e{30}-x{33}, of 64 characters, want at most 63 with the name of the environment/,
    );
  });

  it('that keeps less than two under a short lock, by what mends it', () => {
    const short = backupIn(environment('test'), { lock: Duration.days(1) });
    expect(() => short.schedule('tenant', { ...HOURLY, interval: Duration.hours(24) })).toThrow(
      /retention: got 1 day, want .* at least twice `interval`.*; fix: lengthen `lock`, or back up more often/,
    );
  });

  it('with all faults at once, and leaves nothing behind', () => {
    const before = backup.node.findAll().length;
    expect(() => backup.schedule('A', { namespaces: [], interval: minutes(7), retention: minutes(5) })).toThrow(
      /4 problems/,
    );
    expect(() => backup.schedule('a', undefined as unknown as BackupScheduleProps)).toThrow(/interval: got nothing/);
    expect([backup.node.findAll().length, backup.schedules]).toEqual([before, ['taken']]);
  });

  it.each([
    [
      'without the label',
      undefined,
      /backup {2}data: got 2 classes of snapshots for rbd \(a, b\), none with the label velero\.io.*; fix: give one of them/,
    ],
    ['though not with it', { 'velero.io/csi-volumesnapshot-class': 'true' }, /^(?!.*classes of snapshots)/s],
  ])('for two classes of snapshots %s', (_, labels, message) => {
    const part = partOf(environment('remote-dr'));
    backupIn(part.environment!, { storeSite: 'sh-t' }).schedule('tenant', HOURLY);
    snapshotClass(part, 'a', labels);
    snapshotClass(part, 'b');
    expect(() => render(part.environment!)).toThrow(message);
  });

  it('once all is there, for what the proof does not know, what nobody makes, and what nothing takes snapshots of', () => {
    const part = partOf(environment('remote-dr'));
    thing(part, 'settings', { metadata: { name: 'settings', namespace: 'default' } });
    part.fact(Fact.outside('ledger'), Fact.outside('object store s3.hefei.bank.example', 'sh-a'));
    const backup = backupIn(part.environment!, { storeSite: 'sh-t' });
    backup.schedule('tenant', { ...HOURLY, covers: ['leger', 'ledger'] });
    backupIn(new Environment(part.node.root, 'other', { landscape: bank, cluster: 'test', tier: 'test' }), {
      storeSite: 'sh-a',
    });
    expect(linesOf(() => render(part.environment!))).toEqual([
      expect.stringMatching(
        /backup\/schedule tenant {2}covers: got leger, want a thing that a component .* declares to the proof; fix: take one of .*velero/,
      ),
      expect.stringMatching(
        /backup\/schedule tenant {2}covers: got ledger, which lies in default, want a thing in payments/,
      ),
      expect.stringMatching(
        /backup\/schedule tenant {2}namespaces: got payments, which nothing in remote-dr makes, .*`environment\.namespace\('payments'\)`/,
      ),
      expect.stringMatching(/backup {2}data: got no class of snapshots .*fix: create a RookCeph/),
      expect.stringMatching(
        /backup {2}storeSite: got sh-t for the bucket backups at .*, which backups of other have in sh-a/,
      ),
      expect.stringMatching(
        /backup {2}storeSite: got object store s3\.hefei.* at sh-a, and at sh-t, want one place for one st/,
      ),
    ]);
  });

  it('not where all of that is there', () => {
    const part = partOf(environment('test'));
    withTenants(part.environment!, 'payments');
    backupIn(part.environment!).schedule('tenant', HOURLY);
    expect(() => render(part.environment!)).not.toThrow();
  });
});
