import { Duration } from 'cdk8s';
import {
  Calico,
  CephMirror,
  type CephMirrorProps,
  type Component,
  Fact,
  Fence,
  files,
  render,
  SitePair,
  Standby,
  Bandwidth,
} from 'tripod-iac';
import { propsWithoutEffect } from '../../support/effect';
import { type Loose, object, objects } from '../../support/objects';
import { BLOCKS, HOSTS, mirrored, sides, textOf } from './mirrored';

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
      const join = textOf(side);
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
    const sends = expect.objectContaining({ type: 'replicas', of: 'fs-mirror' });
    expect(mirror.facts).toContainEqual(sends);
    expect(other.facts).not.toContainEqual(sends);
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
    expect(container.command[2]).toContain("print('fs snap-schedule add', path, '1h --fs shared')");
    expect(container.command.join()).not.toContain('$KEY --');
    expect(textOf(other)).not.toContain('cephfilesystem');
  });

  it('tells the proof how old the copies are, of block devices once one is protected', () => {
    const copies = (component: Component) => component.facts.filter(({ type }) => type === 'async-copy');
    expect(copies(mirror).map(({ of }) => of)).toEqual(['shared']);
    const made = mirrored({}, HOSTS);
    made.mirror.protect({ namespace: 'a', claims: ['b'] });
    expect(copies(made.mirror)).toEqual([
      Fact.asyncCopy('block', { to: 'hf-a', interval: Duration.minutes(7), transfer: Duration.seconds(144) }),
      Fact.asyncCopy('shared', { to: 'hf-a', interval: Duration.minutes(60), transfer: Duration.seconds(3600) }),
    ]);
    expect(copies(made.other)).toEqual([]);
  });

  it('raises alerts on both sides before more is lost than is promised', () => {
    const blocks = ['CephMirrorLate', 'CephMirrorBeyondObjective', 'CephMirrorImageStopped', 'CephMirrorDaemonsDown'];
    // Directories are sent by one side only: on the other nothing of them can be seen.
    const shared = [
      'CephMirrorSharedBeyondObjective',
      'CephMirrorSharedDaemonDown',
      'CephMirrorDirectoriesMissed',
      'CephMirrorSharedFails',
    ];
    for (const [side, names] of [
      [mirror, [...blocks, ...shared, 'CephMirrorClaimUnprotected']],
      [other, blocks],
    ] as const) {
      expect(side.alerts.map(({ name }) => name)).toEqual(names);
      expect(side.alerts[1]?.expression).toMatch(/ > 900$/);
    }
    expect(to.components).toContain(other);
  });

  it('says commands that run: no toolbox is installed', () => {
    for (const { mend } of [...mirror.alerts, ...other.alerts]) expect(mend).not.toMatch(/`(ceph|rbd|radosgw-admin) /);
  });

  it('stays as it is', () => {
    for (const side of [mirror, other]) expect([objects(side), side.steps]).toMatchSnapshot();
  });
});

it('begins the realm of buckets here, and joins it there', () => {
  const realm = (name: string) => ({
    ...HOSTS,
    sharedFilesystem: false,
    realm: 'bank',
    bucketEndpoint: `https://s3.${name}.bank.example`,
  });
  const { from, to, storage, peer, changes } = sides(realm('prod'), realm('dr'));
  const bucketLag = Duration.minutes(10);
  const mirror = new CephMirror(from, 'storage-mirror', { storage, peer, changes, bucketLag });
  expect(object(peer, 'CephObjectRealm').spec.pull).toEqual({ endpoint: 'https://s3.prod.bank.example' });
  expect(object(storage, 'CephObjectRealm').spec.pull).toBeUndefined();
  expect(mirror.facts).toContainEqual(
    Fact.asyncCopy('bucket', { to: 'hf-a', interval: Duration.seconds(0), transfer: bucketLag }),
  );
  expect(mirror.alerts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['CephMirrorBucketsFail', 'CephMirrorBucketsSilent']),
  );
  expect(peer.prerequisites.join()).toContain('the user by which other cities read the realm bank');
  expect(peer.prerequisites.join()).toContain('older signatures');
  expect(() => storage.joinRealm(peer.realm!)).toThrow(
    /the realm of remote-dr, which is fetched from production itself/,
  );
  const fence = Fence.external({ what: 'power', by: 'the shift' });
  const [plan] = new SitePair(from, 'pair', { with: to, standby: Standby.warm(), fence }).plans;
  expect(plan?.actions.flatMap(({ commands }) => commands).join('\n')).toContain(
    'zone modify --rgw-realm=bank --rgw-zonegroup=bank --rgw-zone=remote-dr --master',
  );
});

it('counts on a copy in each site of the other city', () => {
  const { from, to, storage, peer } = sides();
  const back = new CephMirror(to, 'storage-mirror', { storage: peer, peer: storage });
  back.protect({ namespace: 'a', claims: ['b'] });
  expect(back.facts.flatMap((fact) => (fact.type === 'async-copy' ? [fact.to] : []))).toEqual(
    storage.layout.sites.map(({ name }) => name),
  );
  expect(from.components.some(({ node }) => node.id === 'storage-mirror')).toBe(true);
});

it('waits for the token in a store, and keeps it until it is there', () => {
  const { from, storage, peer, changes } = sides(BLOCKS, BLOCKS, { secretStore: 'vault' });
  const commands = textOf(new CephMirror(from, 'storage-mirror', { storage, peer, changes })).split('\n');
  const waits = commands.findIndex((command) => command.startsWith("timeout 1800 sh -c 'until kubectl"));
  expect(commands[waits]).toMatch(/get secret mirror-pool-block-of-remote-dr .* done' &&$/);
  expect(commands[waits + 1]).toMatch(/^rm "\$SECRETS\/token" && kubectl .* patch cephblockpool block/);
});

it('takes volumes out of the mirror before their class goes', () => {
  const { mirror } = mirrored({ consistencyGroups: true });
  const [step] = mirror.steps.filter(({ when }) => when === 'tear-down');
  expect(step?.title).toContain('deletes the copies in remote-dr');
  expect(step?.commands.map((command) => /delete (\w+)/.exec(command)?.[1])).toEqual([
    'volumegroupreplications',
    'volumereplications',
  ]);
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
