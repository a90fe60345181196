import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import {
  Bandwidth,
  Calico,
  CephMirror,
  type CephMirrorProps,
  CephNetwork,
  CityFailover,
  Component,
  type Environment,
  Fact,
  files,
  image,
  KeyManagement,
  Platform,
  render,
  RookCeph,
  type RookCephProps,
  Stage,
  StatefulSet,
} from 'tripod-iac';
import { bank } from '../support/bank';
import { propsWithoutEffect } from '../support/effect';
import { type Garbage, notRefused, outcome } from '../support/garbage';
import { environmentOn } from '../support/environment';
import { type Loose, object, objects } from '../support/objects';

const HOSTS = { network: CephNetwork.hosts() };
const VAULT = (path: string) => KeyManagement.vault({ address: 'https://vault.bank.example:8200', path });
const PLAIN = { ...HOSTS, sharedFilesystem: false, objectStore: false };

/** Two environments in two cities, each with Ceph. */
function sides(props: RookCephProps = PLAIN, others: RookCephProps = props) {
  const platform = new Platform();
  const from = environmentOn(platform, 'production', bank);
  const to = environmentOn(platform, 'remote-dr', bank);
  return {
    platform,
    from,
    to,
    storage: new RookCeph(from, 'storage', props),
    peer: new RookCeph(to, 'storage', others),
  };
}

function mirrored(props: Partial<CephMirrorProps> = {}, ceph?: RookCephProps) {
  const both = sides(ceph);
  const { from, to, storage, peer } = both;
  const mirror = new CephMirror(from, 'storage-mirror', { storage, peer, ...props });
  const other = to.node.findChild('storage-mirror') as Component;
  return { ...both, mirror, other };
}

/** An application with volumes of some classes. */
class Ledger extends Component {
  constructor(scope: Environment, classes: readonly string[], replicas = 1) {
    super(scope, 'ledger', { stage: Stage.TENANTS });
    new StatefulSet(this, 'set', {
      name: 'ledger',
      namespace: this.inNamespace('ledger'),
      serviceName: 'ledger',
      replicas,
      containers: [{ name: 'main', image: image('rclone'), cpu: Cpu.millis(100), memory: Size.mebibytes(64) }],
      claims: classes.map((storageClassName, index) => ({
        name: `data-${index}`,
        size: Size.gibibytes(1),
        storageClassName,
      })),
    });
  }
}

const text = ({ steps }: Component) => steps.flatMap(({ title, commands }) => [title, ...commands]).join('\n');

describe('a mirror', () => {
  const { mirror, other, storage, peer, from, to } = mirrored({}, HOSTS);

  it('has both sides mirror the images of each mirrored pool, by snapshots and without a peer at first', () => {
    for (const side of [storage, peer]) {
      expect(object(side, 'CephBlockPool', 'block').spec.mirroring).toEqual({
        enabled: true,
        mode: 'image',
        snapshotSchedules: [{ interval: '7m' }],
      });
      expect(object(side, 'CephBlockPool', 'builtin-mgr').spec.mirroring).toBeUndefined();
    }
  });

  it('adds one peer to each pool once its token is there, and maps the numbers of pools', () => {
    for (const [side, here, there] of [
      [mirror, 'production', 'remote-dr'],
      [other, 'remote-dr', 'production'],
    ] as const) {
      const join = text(side);
      expect(join).toContain(
        `patch cephblockpool block --type=merge --field-manager=tripod-mirror --patch='{"spec":{"mirroring":{"peers":{"secretNames":["mirror-pool-block-of-${there}"]}}}}'`,
      );
      expect(join).toContain("--output=jsonpath='{.status.info.rbdMirrorBootstrapPeerSecretName}'");
      expect(join).toContain('kind: ClientProfileMapping');
      const numbers = [...join.matchAll(/"\$\(kubectl --kubeconfig="\$HOME\/\.kube\/([\w-]+)\.conf"/g)].map(
        ([, name]) => name,
      );
      expect(numbers).toEqual([there, here]);
    }
  });

  it('keeps tokens out of the files, and out of what must exist before the installation', () => {
    new Calico(from, 'network');
    const all = files(render(from));
    const plan = all.find(({ path }) => path === 'PLAN.md')?.text ?? '';
    expect(plan.slice(0, plan.indexOf('## Kept for later'))).not.toContain('mirror-pool-block');
    expect(plan).toContain('Join the storage of production to that of remote-dr');
  });

  it('runs daemons on both sides, which no host takes along', () => {
    for (const side of [mirror, other]) {
      const { spec } = object(side, 'CephRBDMirror');
      expect(spec.count).toBe(2);
      expect(spec.resources.limits).toEqual({ memory: '1Gi' });
      expect(spec.placement.topologySpreadConstraints.length).toBeGreaterThan(0);
      expect(object(side, 'PodDisruptionBudget').spec.selector.matchLabels).toEqual({ app: 'rook-ceph-rbd-mirror' });
      expect(side.facts).toContainEqual(expect.objectContaining({ type: 'replicas', of: 'rbd-mirror' }));
    }
  });

  it('has the same classes on both sides', () => {
    const classes = (side: Component) => objects(side).filter(({ kind }) => kind.endsWith('Class'));
    expect(classes(mirror)).toEqual(classes(other));
    expect(classes(mirror).map(({ kind, spec }) => [kind, spec])).toEqual([
      [
        'VolumeReplicationClass',
        {
          provisioner: 'rook-ceph.rbd.csi.ceph.com',
          parameters: {
            mirroringMode: 'snapshot',
            schedulingInterval: '7m',
            'replication.storage.openshift.io/replication-secret-name': 'rook-csi-rbd-provisioner',
            'replication.storage.openshift.io/replication-secret-namespace': 'rook-ceph',
          },
        },
      ],
      [
        'NetworkFenceClass',
        {
          provisioner: 'rook-ceph.rbd.csi.ceph.com',
          parameters: {
            clusterID: 'rook-ceph',
            'csiaddons.openshift.io/networkfence-secret-name': 'rook-csi-rbd-provisioner',
            'csiaddons.openshift.io/networkfence-secret-namespace': 'rook-ceph',
          },
        },
      ],
    ]);
  });

  it('sends directories one way: a schedule over there would make them fail', () => {
    for (const side of [storage, peer])
      expect(object(side, 'CephFilesystem').spec.mirroring).toEqual({ enabled: true });
    expect(objects(mirror).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['CephFilesystemMirror', 'CronJob', 'CephClient']),
    );
    expect(objects(other).map(({ kind }) => kind)).not.toEqual(expect.arrayContaining(['CephFilesystemMirror']));
    const [container] = object(mirror, 'CronJob').spec.jobTemplate.spec.template.spec.containers;
    expect(container.command[2]).toContain('fs snap-schedule add "$path" 1h --fs shared');
    expect(container.command.join()).not.toContain('$KEY --');
    expect(text(other)).not.toContain('cephfilesystem');
  });

  it('tells the proof how old the copies are', () => {
    const copies = mirror.facts.filter(({ type }) => type === 'async-copy');
    expect(copies).toEqual([
      Fact.asyncCopy('block', { to: 'hf-a', interval: Duration.minutes(7), transfer: Duration.seconds(144) }),
      Fact.asyncCopy('shared', { to: 'hf-a', interval: Duration.minutes(60), transfer: Duration.seconds(3600) }),
    ]);
    expect(other.facts.filter(({ type }) => type === 'async-copy')).toEqual([]);
  });

  it('raises alerts on both sides before more is lost than is promised', () => {
    for (const side of [mirror, other]) {
      expect(side.alerts.map(({ name }) => name)).toEqual([
        'CephMirrorLate',
        'CephMirrorBeyondObjective',
        'CephMirrorImageStopped',
        'CephMirrorDaemonsDown',
        'CephMirrorSharedBeyondObjective',
        'CephMirrorDirectoriesMissed',
        'CephMirrorSharedFails',
      ]);
      expect(side.alerts[1]?.expression).toMatch(/ > 900$/);
    }
    expect(to.components).toContain(other);
  });
});

it('begins the realm of buckets here, and joins it there', () => {
  const realm = (name: string) => ({
    ...HOSTS,
    sharedFilesystem: false,
    realm: 'bank',
    bucketEndpoint: `https://s3.${name}.bank.example`,
  });
  const { from, to, storage, peer } = sides(realm('prod'), realm('dr'));
  const mirror = new CephMirror(from, 'storage-mirror', { storage, peer });
  expect(object(peer, 'CephObjectRealm').spec.pull).toEqual({ endpoint: 'https://s3.prod.bank.example' });
  expect(object(storage, 'CephObjectRealm').spec.pull).toBeUndefined();
  expect(mirror.facts).toContainEqual(
    expect.objectContaining({ type: 'async-copy', of: 'bucket', interval: Duration.seconds(0) }),
  );
  expect(mirror.alerts.map(({ name }) => name)).toContain('CephMirrorBucketsFail');
  const failover = new CityFailover(from, 'failover', { to });
  expect(text(failover)).toContain('zone modify --rgw-realm=bank --rgw-zonegroup=bank --rgw-zone=remote-dr --master');
});

describe('volumes', () => {
  const claim = (scope: Component, name: string, storageClassName?: string) =>
    new k8s.KubePersistentVolumeClaim(scope, name, {
      metadata: { name, namespace: 'ledger' },
      spec: { storageClassName },
    });

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
    expect(mirror.node.validate()).toEqual([]);
  });

  it('of a tenant are mirrored by name', () => {
    const { mirror } = mirrored();
    mirror.protect({ namespace: 'payments', claims: ['a', 'b'] }, { apart: true });
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
    expect(mirror.node.validate()).toEqual([
      expect.stringMatching(
        /^the claim ledger\/data-0-ledger-0 of production\/ledger, of the mirrored class ceph-block: nobody protects it.* `mirror\.protect\(ledger\)`.*`mirrored: false`$/,
      ),
      expect.stringContaining('ledger/by-default of production/ledger, of the mirrored class (the default one)'),
    ]);
  });

  it('of a pool that is not mirrored stay here', () => {
    const both = sides();
    for (const side of [both.storage, both.peer]) side.addBlockPool('local', { mirrored: false });
    const mirror = new CephMirror(both.from, 'storage-mirror', both);
    new Ledger(both.from, ['ceph-local']);
    expect(mirror.node.validate()).toEqual([]);
    expect(object(both.storage, 'CephBlockPool', 'local').spec.mirroring).toBeUndefined();
  });

  it('of a pool that comes too late are refused', () => {
    const { storage, mirror } = mirrored();
    storage.addBlockPool('late');
    expect(mirror.node.validate()).toEqual([expect.stringContaining('the pool late was added after the mirror')]);
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
    expect(mirror.node.validate()).toEqual([]);
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
      /got a with 2 volumes/,
    ],
  ])('are not mirrored: %s', (_, run, message) => {
    expect(() => run(mirrored())).toThrow(message);
  });
});

describe('what a mirror refuses', () => {
  const { storage, peer, from } = sides();
  let count = 0;
  const make = (props: object) => new CephMirror(from, `it-${count++}`, { storage, peer, ...props });
  /** With other clusters than the usual ones. */
  const between = (
    one: RookCephProps,
    two: RookCephProps,
    change: (made: ReturnType<typeof sides>) => void = () => undefined,
  ) => {
    const made = sides(one, two);
    change(made);
    return new CephMirror(made.from, 'it', made);
  };

  it.each<[string, () => unknown, RegExp]>([
    ['no storage', () => make({ storage: undefined }), /storage: got nothing, want the RookCeph of production/],
    [
      'the storage of the other side',
      () => make({ storage: peer }),
      /storage: got remote-dr\/storage, want the RookCeph of production/,
    ],
    [
      'itself',
      () => make({ peer: storage }),
      /peer: got production\/storage, want the RookCeph of another Environment/,
    ],
    [
      'the same city',
      () => {
        const { platform, from: one, storage: own } = sides();
        const test = new RookCeph(environmentOn(platform, 'test', bank), 'storage', PLAIN);
        return new CephMirror(one, 'it', { storage: own, peer: test });
      },
      /peer: got test, with sh-t in shanghai, want sites in another city.*(?:\n.*)*which do not talk.*(?:\n.*)*no link of sh-a and sh-t/,
    ],
    [
      'daemons that the other city cannot reach',
      () => between({ ...PLAIN, network: CephNetwork.pods() }, PLAIN),
      /storage: got Ceph of production on the network of pods, want daemons.*CephNetwork\.hosts\(\)/,
    ],
    [
      'a second peer',
      () => {
        const made = mirrored();
        return new CephMirror(made.from, 'second', made);
      },
      /which production\/storage-mirror mirrors with remote-dr already, want one peer/,
    ],
    [
      'a pool of one side',
      () => between(PLAIN, PLAIN, ({ storage: one }) => one.addBlockPool('ledger')),
      /got no pool ledger in remote-dr/,
    ],
    [
      'a pool that is mirrored on one side',
      () =>
        between(PLAIN, PLAIN, (made) => {
          made.storage.addBlockPool('ledger');
          made.peer.addBlockPool('ledger', { mirrored: false });
        }),
      /got the pool ledger with `mirrored: false`, want pools of the same names/,
    ],
    [
      'volumes whose keys are lost with the city',
      () =>
        between({ ...PLAIN, keys: VAULT('ceph/shanghai') }, { ...PLAIN, keys: VAULT('ceph/hefei') }, (made) => {
          for (const side of [made.storage, made.peer]) side.addBlockPool('secret', { encrypted: true });
        }),
      /peer: got keys of volumes at vault, elsewhere, want the keys at vault, or a copy/,
    ],
    [
      'a pool that is encrypted on one side',
      () =>
        between({ ...PLAIN, keys: VAULT('ceph') }, PLAIN, (made) => {
          made.storage.addBlockPool('secret', { encrypted: true });
          made.peer.addBlockPool('secret');
        }),
      /got `encrypted: false` of the pool secret, want `encrypted: true`.*(?:\n.*)*at no key management/,
    ],
    [
      'no shared file system there',
      () => between(HOSTS, { ...HOSTS, sharedFilesystem: false }),
      /`sharedFilesystem: false` of remote-dr/,
    ],
    ['a loss of none', () => make({ rpo: Duration.seconds(0) }), /rpo: got none, want a Duration of a minute or more/],
    [
      'a loss that snapshots cannot hold',
      () => make({ rpo: Duration.minutes(2) }),
      /rpo: got 2 minutes, want 3 minutes 24 seconds or more/,
    ],
    [
      'a schedule slower than the objective',
      () => make({ rpo: Duration.minutes(15), interval: Duration.minutes(20) }),
      /interval: got 20 minutes, and 5 minutes of transfer: loses up to 25 minutes, want at most 15 minutes/,
    ],
    [
      'half a minute',
      () => make({ interval: Duration.seconds(90) }),
      /interval: got 1 minute 30 seconds, want a Duration of whole minutes/,
    ],
    [
      'snapshots that pile up',
      () => make({ rpo: Duration.hours(1), interval: Duration.minutes(1) }),
      /interval: got 1 minute, while a transfer takes 1 minute 12 seconds, want a transfer that ends/,
    ],
    [
      'more changes than the link carries',
      () => make({ changes: Bandwidth.megabits(150) }),
      /changes: got 150 Mbit\/s, want less than 100 Mbit\/s: 50 % of the 200 Mbit\/s that are taken for an unknown link/,
    ],
    [
      'an hour for shared files',
      () => make({ sharedRpo: Duration.hours(1) }),
      /sharedRpo: got .* want a Duration of two hours or more/,
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it.each<[keyof CephMirrorProps, readonly Garbage[]]>([
    ['storage', []],
    ['peer', []],
    ['rpo', ['undefined']],
    ['interval', ['undefined']],
    ['changes', ['undefined']],
    ['sharedRpo', ['undefined']],
    ['consistencyGroups', ['undefined', 'true']],
  ])('garbage for %s', (prop, accepted) => {
    // Nothing is made in either case: without a peer it is refused for that alone.
    const found = notRefused((value) => make({ ...(prop === 'peer' ? {} : { peer: undefined }), [prop]: value }), prop);
    expect(Object.entries(found).filter(([, result]) => !result.startsWith('without'))).toEqual([]);
    expect(Object.keys(found)).toEqual(accepted);
  });

  it('garbage to protect', () => {
    const { mirror } = mirrored();
    expect(notRefused((value) => mirror.protect(value))).toEqual({});
    expect(outcome(() => mirror.protect({ namespace: 'a', claims: ['b'] }, 'x' as never))).toBe('refused');
  });
});

it('takes the promise of the environment for the loss of its city', () => {
  const platform = new Platform();
  const objectives = { city: { rpo: Duration.hours(1), rto: Duration.hours(4) } };
  const from = environmentOn(platform, 'production', bank, { objectives });
  const to = environmentOn(platform, 'remote-dr', bank);
  const both = { storage: new RookCeph(from, 'storage', PLAIN), peer: new RookCeph(to, 'storage', PLAIN) };
  expect(new CephMirror(from, 'mirror', both).times).toMatchObject({
    rpo: Duration.hours(1),
    interval: Duration.minutes(15),
  });
});

it('has no prop without an effect', () => {
  const made = (props: Partial<CephMirrorProps>) => {
    const { mirror, other, storage } = mirrored(props, { ...HOSTS, objectStore: false });
    return [
      objects(mirror),
      objects(other),
      objects(storage),
      mirror.facts,
      mirror.alerts,
      mirror.needs.map(({ node }) => node.id),
    ];
  };
  const variants: Loose = {
    rpo: Duration.minutes(30),
    interval: Duration.minutes(5),
    changes: Bandwidth.megabits(50),
    sharedRpo: Duration.hours(4),
    consistencyGroups: true,
  };
  expect(propsWithoutEffect(made, variants)).toEqual([]);
});

describe('the plan for the loss of a city', () => {
  const { from, to, mirror } = mirrored();
  new Ledger(to, ['ceph-block']);
  mirror.protect(new Ledger(from, ['ceph-block']));
  const failover = new CityFailover(from, 'failover', { to });
  const [, , , volumes, , , , back] = failover.steps;
  const order = (commands: readonly string[] | undefined, ...parts: string[]) =>
    parts.map((part) => commands?.findIndex((command) => command.includes(part)) ?? -1);

  it('takes over volumes once the city is fenced, and counts the time', () => {
    expect(volumes?.title).toMatch(
      /^Loss of shanghai, 4 of 7: take over the volumes: promote their copies in remote-dr \(30 min\)$/,
    );
    expect(failover.facts.at(-1)).toMatchObject({
      steps: expect.arrayContaining([{ name: expect.stringContaining('volumes'), time: Duration.minutes(30) }]),
    });
    expect(failover.prerequisites.join()).toContain('jq');
  });

  it('has the daemons rest before anything is promoted, and go on after it', () => {
    const places = order(
      volumes?.commands,
      '--replicas=0',
      'kind: NetworkFence',
      'scale statefulset/ledger --namespace=ledger --replicas=0',
      'was get persistentvolumes',
      '--selector=tripod/mirrors=volume',
      "state}'=Primary",
      '--replicas=2',
      'scale statefulset/ledger --namespace=ledger --replicas=1',
    );
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(volumes?.commands).toContain(
      'kubectl apply --server-side --field-manager=tripod -f manifests/08-recovery/storage-mirror.k8s.yaml --selector=tripod/mirrors=volume',
    );
  });

  it('shuts out hosts that mount volumes, and none with a daemon of Ceph', () => {
    const cidrs = volumes?.commands.find((command) => command.includes('cidrs:')) ?? '';
    expect(cidrs).toContain(`${from.hostsWith('worker')[0]?.address}/32`);
    for (const { address } of from.hostsWith('storage')) expect(cidrs).not.toContain(`${address}/32`);
  });

  it('resyncs by itself after the disaster, and never while roles are exchanged in good order', () => {
    const states = back?.commands.flatMap((command) =>
      [...command.matchAll(/kube\/([\w-]+)\.conf" patch .*"replicationState":"(\w+)","autoResync":(\w+)/g)].map(
        ([, ...found]) => found.join(' '),
      ),
    );
    expect([...new Set(states)]).toEqual([
      'production secondary true',
      'remote-dr secondary false',
      'production primary false',
    ]);
  });
});
