import { App, Duration, Size } from 'cdk8s';
import {
  Calico,
  CephNetwork,
  city,
  cluster,
  Environment,
  files,
  KeyManagement,
  Landscape,
  link,
  masters,
  Platform,
  render,
  type Replicas,
  RookCeph,
  type RookCephProps,
  site,
  storage,
  voters,
} from 'tripod-iac';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { object, objects } from '../../support/objects';
import { oneSite, sitesOf, stretched } from '../sites';

const ceph = (props: RookCephProps = {}) => new RookCeph(environment(), 'storage', props);
const alone = (props: RookCephProps) => new RookCeph(new App(), 'storage', props);
/** Hosts that are alone in their racks. */
const ALONE = { hosts: [storage(3)], racks: ['r1', 'r2', 'r3'] };
const RACKS = sitesOf({ a: ALONE });
const TWICE = sitesOf({ a: ALONE, b: ALONE, w: { role: 'witness', hosts: [voters(1)] } });

describe('RookCeph in two sites and a witness', () => {
  it('is a stretch cluster with five monitors', () => {
    expect(object(ceph(), 'CephCluster').spec.mon).toEqual({
      count: 5,
      allowMultiplePerNode: false,
      stretchCluster: {
        failureDomainLabel: 'topology.kubernetes.io/zone',
        subFailureDomain: 'host',
        zones: [{ name: 'sh-w', arbiter: true }, { name: 'sh-a' }, { name: 'sh-b' }],
      },
    });
  });

  it('keeps two copies of everything in each site, on hosts of their own', () => {
    const storage = ceph();
    const pools = [
      object(storage, 'CephBlockPool', 'block').spec,
      object(storage, 'CephBlockPool', 'builtin-mgr').spec,
      object(storage, 'CephFilesystem').spec.metadataPool,
      object(storage, 'CephFilesystem').spec.dataPools[0],
      object(storage, 'CephObjectStore').spec.metadataPool,
      object(storage, 'CephObjectStore').spec.dataPool,
    ];
    for (const pool of pools) {
      expect(pool.failureDomain).toBe('zone');
      expect(pool.replicated).toEqual({
        size: 4,
        requireSafeReplicaSize: true,
        replicasPerFailureDomain: 2,
        subFailureDomain: 'host',
      });
    }
  });

  it('takes disks of storage hosts only, and by name', () => {
    const { storage } = object(ceph(), 'CephCluster').spec;
    expect(storage.useAllNodes).toBe(false);
    expect(storage.nodes.map(({ name }: { name: string }) => name)).toEqual(
      ['a', 'b'].flatMap((site) => [1, 2, 3, 4].map((n) => `sh-${site}-storage-${n}`)),
    );
  });

  it('lets daemons onto the tainted storage hosts, and the arbiter onto the voters of the witness', () => {
    const { all, arbiter, mon } = object(ceph(), 'CephCluster').spec.placement;
    expect(all.tolerations).toEqual([{ key: 'tripod/storage', operator: 'Exists', effect: 'NoSchedule' }]);
    expect(all.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toEqual([
      {
        matchExpressions: [
          { key: 'tripod/storage', operator: 'Exists' },
          { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['sh-a', 'sh-b'] },
        ],
      },
    ]);
    expect(arbiter.tolerations).toEqual([{ key: 'tripod/voter', operator: 'Exists', effect: 'NoSchedule' }]);
    expect(arbiter.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toEqual([
      { matchExpressions: [{ key: 'tripod/voter', operator: 'Exists' }] },
    ]);
    expect(mon.topologySpreadConstraints[0]).toMatchObject({ topologyKey: 'topology.rook.io/rack', maxSkew: 1 });
  });

  it('spreads gateways and metadata servers over sites, then hosts', () => {
    const keys = (placement: { topologySpreadConstraints: { topologyKey: string }[] }) =>
      placement.topologySpreadConstraints.map(({ topologyKey }) => topologyKey);
    const storage = ceph();
    const want = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'];
    expect(keys(object(storage, 'CephObjectStore').spec.gateway.placement)).toEqual(want);
    expect(keys(object(storage, 'CephFilesystem').spec.metadataServer.placement)).toEqual(want);
  });

  it('tells the proof where monitors vote and copies lie', () => {
    const { facts } = ceph();
    const disks = (site: string) => [1, 2, 3, 4].map((number) => `${site}-storage-${number}`);
    const apart = { domain: 'host', most: 1 };
    const monitors = {
      rules: [apart, { domain: 'rack', maxSkew: 1 }],
      requests: { cpu: 1, memory: Size.kibibytes(2 * 2 ** 20) },
    };
    expect(facts.find(({ of }) => of === 'ceph-mon')).toMatchObject({
      type: 'voters',
      groups: [
        { count: 1, hosts: ['sh-w-voter-1', 'sh-w-voter-2'], rules: [apart] },
        { count: 2, hosts: disks('sh-a'), ...monitors },
        { count: 2, hosts: disks('sh-b'), ...monitors },
      ],
    });
    expect(facts.filter(({ type }) => type === 'copies')).toMatchObject(
      ['block', 'shared', 'bucket'].map((of) => ({
        of,
        groups: ['sh-a', 'sh-b'].map((site) => ({ count: 2, hosts: disks(site), rules: [apart] })),
        minimum: 2,
        spans: { domain: 'site', count: 2 },
        fallback: { minimum: 1 },
      })),
    );
  });

  it('tells the proof of servers, one in each site, and of what they need', () => {
    const { facts } = ceph();
    for (const name of ['shared-mds', 'bucket-gateway']) {
      expect(facts.find((fact) => fact.of === name && fact.type === 'replicas')).toMatchObject({
        groups: [
          {
            count: 2,
            rules: [
              { domain: 'site', maxSkew: 1 },
              { domain: 'host', maxSkew: 1 },
            ],
          },
        ],
        moves: Duration.seconds(24 + 55 + 5 + 5 + 60),
        queue: Duration.seconds(10),
      });
    }
    const needs = facts.flatMap((fact) => (fact.type === 'dependency' ? [`${fact.of} ${fact.for} ${fact.on}`] : []));
    expect(needs).toEqual([
      'ceph-mgr serving ceph-mon',
      'ceph-mgr starting registry',
      'ceph-mgr starting kubernetes-api',
      'block serving ceph-mon',
      'shared serving ceph-mon',
      'shared-mds data shared',
      'shared-mds starting registry',
      'shared-mds starting kubernetes-api',
      'bucket serving ceph-mon',
      'bucket-gateway serving bucket',
      'bucket-gateway starting registry',
      'bucket-gateway starting kubernetes-api',
    ]);
  });
});

it('tells the proof what its daemons ask of their hosts', () => {
  const { facts } = ceph();
  const groups = (of: string) =>
    facts.flatMap((fact) => (fact.of === of && fact.type === 'replicas' ? fact.groups : []));
  const disks = environment()
    .hostsWith('storage')
    .map((host) => [host.name, host.disks.length]);
  expect(groups('ceph-osd').map(({ hosts: [host], count }) => [host, count])).toEqual(disks);
  expect(groups('ceph-osd')[0]?.requests).toMatchObject({ cpu: 1, memory: Size.gibibytes(5) });
  const apart = { domain: 'site', most: 1 };
  const requests = { cpu: 0.5, memory: Size.kibibytes(2 * 2 ** 20) };
  expect(groups('ceph-mgr')).toMatchObject([{ count: 2, rules: [apart], requests }]);
});

it('takes a file system over once its journal can be read', () => {
  const server = ceph().facts.find((fact) => fact.of === 'shared-mds' && fact.type === 'replicas') as Replicas;
  const chains = server.reactions
    ?.filter(({ to }) => to === 'host')
    .map(({ timers, waits = false }) => [waits, timers.reduce((sum, { time }) => sum + time.toSeconds(), 0)]);
  expect(chains).toEqual([
    [false, 15],
    [true, 30 + 45],
  ]);
});

describe('RookCeph elsewhere', () => {
  it('spreads over racks in one site that has enough', () => {
    const storage = new RookCeph(environment('remote-dr'), 'storage');
    expect(object(storage, 'CephCluster').spec.mon).toEqual({ count: 3, allowMultiplePerNode: false });
    const { failureDomain, replicated } = object(storage, 'CephBlockPool', 'block').spec;
    expect({ failureDomain, ...replicated }).toEqual({ failureDomain: 'rack', size: 3, requireSafeReplicaSize: true });
    const block = storage.facts.find(({ of }) => of === 'block');
    expect(block).toMatchObject({ groups: [{ count: 3, rules: [{ domain: 'rack', most: 1 }] }], minimum: 2 });
    expect(block).not.toHaveProperty('spans');
  });

  it('spreads over hosts in one rack, without taints where storage hosts are workers', () => {
    const storage = new RookCeph(environment('test'), 'storage');
    expect(object(storage, 'CephBlockPool', 'block').spec.failureDomain).toBe('host');
    expect(object(storage, 'CephCluster').spec.placement.all.tolerations).toBeUndefined();
    expect(object(storage, 'CephCluster').spec.placement.mon).toBeUndefined();
  });

  it('puts a monitor into each of three sites', () => {
    const site = { hosts: [storage(2)] };
    expect(object(alone({ sites: sitesOf({ a: site, b: site, c: site }) }), 'CephCluster').spec.mon).toEqual({
      count: 3,
      allowMultiplePerNode: false,
      failureDomainLabel: 'topology.kubernetes.io/zone',
      zones: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    });
  });

  it('lies on one site of several, when asked to', () => {
    const production = environment();
    const storage = new RookCeph(production, 'storage', { sites: production.sites.slice(0, 1) });
    const { mon, storage: disks } = object(storage, 'CephCluster').spec;
    expect(mon.count).toBe(3);
    expect(disks.nodes).toHaveLength(4);
  });

  it('works in a plain App, given its sites', () => {
    const app = new App();
    new RookCeph(app, 'storage', { sites: stretched() });
    expect(app.synthYaml()).toContain('kind: CephCluster');
    expect(app.synthYaml()).toContain('name: rook-ceph\n');
  });

  it('tolerates every taint of a host with several roles', () => {
    const sites = oneSite(storage(3, { also: ['control-plane'] }));
    expect(object(alone({ sites }), 'CephCluster').spec.placement.all.tolerations).toHaveLength(2);
  });

  it('calls racks by their site, so that equal names do not clash', () => {
    const racks = ['r1', 'r2'];
    const sites = sitesOf({
      a: { hosts: [storage(2)], racks },
      b: { hosts: [storage(2)], racks },
      c: { hosts: [storage(2)], racks },
    });
    expect(() => alone({ sites })).not.toThrow();
  });
});

describe('storage classes', () => {
  it('are named by getters', () => {
    const storage = ceph();
    expect([storage.block, storage.shared, storage.bucket]).toEqual([
      { storageClassName: 'ceph-block', shared: false, thing: 'block' },
      { storageClassName: 'ceph-shared', shared: true, thing: 'shared-mds' },
      { storageClassName: 'ceph-bucket', shared: true, thing: 'bucket' },
    ]);
    const classes = objects(storage).filter(({ kind }) => kind === 'StorageClass');
    expect(classes.map(({ metadata }) => metadata.name)).toEqual(['ceph-block', 'ceph-shared', 'ceph-bucket']);
  });

  it('keep what was stored when a claim goes', () => {
    const classes = objects(ceph()).filter(({ kind }) => kind === 'StorageClass');
    expect(classes.map(({ reclaimPolicy }) => reclaimPolicy)).toEqual(['Retain', 'Retain', 'Retain']);
  });

  it('name pools and file systems that are there', () => {
    const storage = ceph();
    expect(object(storage, 'StorageClass', 'ceph-block').parameters.pool).toBe(
      object(storage, 'CephBlockPool', 'block').metadata.name,
    );
    const { metadata, spec } = object(storage, 'CephFilesystem');
    const { fsName, pool } = object(storage, 'StorageClass', 'ceph-shared').parameters;
    expect({ fsName, pool }).toEqual({ fsName: metadata.name, pool: `${metadata.name}-${spec.dataPools[0].name}` });
    expect(object(storage, 'CephFilesystemSubVolumeGroup').spec.filesystemName).toBe(metadata.name);
    expect(object(storage, 'StorageClass', 'ceph-bucket').parameters.objectStoreName).toBe(
      object(storage, 'CephObjectStore').metadata.name,
    );
  });

  it('are refused where the storage behind them was left out', () => {
    expect(() => ceph({ sharedFilesystem: false }).shared).toThrow('storage  sharedFilesystem: got false');
    expect(() => ceph({ objectStore: false }).bucket).toThrow('fix: leave `objectStore` out');
  });
});

describe('every prop', () => {
  const racks = ['r1', 'r2', 'r3'];
  const sites = ['a', 'b'].map((name, index) =>
    site(name, { role: 'active', subnet: `10.0.${index}.0/24`, racks, hosts: [masters(1), storage(5)] }),
  );
  const landscape = Landscape.of({
    cities: [city('shanghai', sites)],
    links: [link('a', 'b', { rtt: Duration.millis(1) })],
    clusters: [cluster('main', { sites: ['a', 'b'], pods: '10.64.0.0/16', services: '10.80.0.0/16' })],
  });
  const network = new Calico(environment('test'), 'network');
  const REALM = { realm: 'bank', bucketEndpoint: 'https://s3.bank.example' };

  const make = (props: Partial<RookCephProps>) => {
    const main = new Environment(new Platform(), 'main', { landscape, tier: 'test' });
    const storage = new RookCeph(main, 'storage', { sites: landscape.sites.slice(0, 1), ...props });
    return [objects(storage), storage.needs.map(({ node }) => node.id)];
  };

  it('changes what is made', () => {
    const variants: Required<RookCephProps> = {
      sites: landscape.sites.slice(1),
      monitors: 5,
      copies: 4,
      failureDomain: 'host',
      deviceFilter: '^nvme',
      network: CephNetwork.hosts(),
      keys: KeyManagement.vault({ address: 'https://vault.bank.example', path: 'ceph' }),
      encryptedDisks: true,
      encryption: false,
      defaultClass: false,
      blockQuota: Size.tebibytes(1),
      sharedFilesystem: false,
      sharedQuota: Size.tebibytes(1),
      objectStore: false,
      bucketCertificate: 'bucket-tls',
      bucketAuthorities: 'bank-ca',
      ...REALM,
      bucketQuota: Size.tebibytes(1),
      needs: [network],
    };
    // A realm and its address come together.
    const made = ({ realm, bucketEndpoint, ...props }: Partial<RookCephProps>) =>
      make(realm === undefined && bucketEndpoint === undefined ? props : { ...REALM, ...props });
    expect(propsWithoutEffect<RookCephProps>(made, variants)).toEqual([]);
  });

  it('changes a realm, too', () => {
    const made = (props: Partial<typeof REALM>) => make({ ...REALM, ...props });
    const variants = { realm: 'group', bucketEndpoint: 'https://s3.beijing.bank.example' };
    expect(propsWithoutEffect(made, variants)).toEqual([]);
  });
});

describe('the network', () => {
  const network = (props: RookCephProps = {}) => object(ceph(props), 'CephCluster').spec.network;
  const connections = { requireMsgr2: true, encryption: { enabled: true }, compression: { enabled: false } };

  it('is that of the pods, which nobody outside reaches', () => {
    expect(network()).toEqual({ connections });
    expect(ceph().network.isReachable).toBe(false);
  });

  it('of the hosts is bound to the subnets of all sites with a daemon', () => {
    const storage = ceph({ network: CephNetwork.hosts() });
    const { spec } = object(storage, 'CephCluster');
    expect(spec.network).toEqual({
      provider: 'host',
      addressRanges: { public: ['10.10.0.0/24', '10.11.0.0/24', '10.12.0.0/24'] },
      connections,
    });
    expect(spec.annotations.all['tripod/privilege-reason']).toContain('listen on the network of the hosts');
    expect(storage.prerequisites.join('\n')).toContain('The ports 3300, 6789, 6800 to 7568, 9283 and 9926');
    expect(object(storage, 'CephObjectStore').spec.gateway.hostNetwork).toBe(false);
  });

  it('may be attached by Multus', () => {
    const multus = CephNetwork.multus({ public: 'ceph/public', cluster: 'copies' });
    expect(network({ network: multus, encryption: false })).toEqual({
      provider: 'multus',
      selectors: { public: 'ceph/public', cluster: 'copies' },
      connections: { ...connections, encryption: { enabled: false } },
    });
    expect(network({ network: CephNetwork.multus({ public: 'public' }) }).selectors).toEqual({ public: 'public' });
    expect(ceph({ network: multus }).prerequisites.join('\n')).toContain('attachments ceph/public and copies');
  });
});

describe('encryption at rest', () => {
  it('of disks is a setting of all OSDs, for which hosts need lvm2', () => {
    const storage = ceph({ encryptedDisks: true });
    expect(object(storage, 'CephCluster').spec.storage.config).toEqual({ encryptedDevice: 'true' });
    expect(storage.prerequisites.join('\n')).toContain('The package lvm2 on the storage hosts');
    expect(ceph().prerequisites.join('\n')).not.toContain('lvm2');
  });

  it('never names a key manager to Rook, which asks it for disks on claims only', () => {
    const keys = KeyManagement.vault({ address: 'https://vault.bank.example', path: 'ceph' });
    expect(object(ceph({ keys, encryptedDisks: true }), 'CephCluster').spec.security).not.toHaveProperty('kms');
  });
});

describe('quotas', () => {
  it('hold what is stored, and not what is known of it', () => {
    const size = Size.gibibytes(1.5);
    const storage = ceph({ blockQuota: size, sharedQuota: size, bucketQuota: size });
    const { metadataPool, dataPools } = object(storage, 'CephFilesystem').spec;
    const buckets = object(storage, 'CephObjectStore').spec;
    const quotas = { maxSize: '1536Mi' };
    expect(object(storage, 'CephBlockPool', 'block').spec.quotas).toEqual(quotas);
    expect([dataPools[0].quotas, buckets.dataPool.quotas]).toEqual([quotas, quotas]);
    expect([metadataPool.quotas, buckets.metadataPool.quotas]).toEqual([undefined, undefined]);
  });

  it('are told to be at most what is carried', () => {
    // Per site four hosts of 16 TiB: 0.85 × 48 / 2.
    expect(ceph().capacity.toMebibytes()).toBe(Math.floor(0.85 * 24 * 2 ** 20));
    expect(ceph().prerequisites.join('\n')).toContain('No more than 20.39 TiB in all pools together, without copies');
  });
});

describe('snapshots', () => {
  it('have a class for each driver, and stay', () => {
    const classes = (props?: RookCephProps) =>
      objects(ceph(props))
        .filter(({ kind }) => kind === 'VolumeSnapshotClass')
        .map(({ metadata, driver, deletionPolicy }) => [metadata.name, driver, deletionPolicy]);
    const block = ['ceph-block', 'rook-ceph.rbd.csi.ceph.com', 'Retain'];
    expect(classes()).toEqual([block, ['ceph-shared', 'rook-ceph.cephfs.csi.ceph.com', 'Retain']]);
    expect(classes({ sharedFilesystem: false })).toEqual([block]);
  });
});

describe('monitoring', () => {
  it('writes monitors where the Prometheus operator is, and lets Rook do so', () => {
    const storage = new RookCeph(environment('production', { prometheusOperator: true }), 'storage');
    expect(object(storage, 'CephCluster').spec.monitoring).toEqual({ enabled: true });
    const granted = objects(storage).filter(({ kind }) => kind === 'RoleBinding');
    expect(granted.map(({ roleRef, subjects }) => [roleRef.name, subjects[0].name])).toEqual([
      ['rook-ceph-monitor', 'rook-ceph-system'],
      ['rook-ceph-monitor-mgr', 'rook-ceph-mgr'],
    ]);
    expect(objects(ceph()).filter(({ kind }) => kind.startsWith('Role'))).toEqual([]);
  });

  it('warns before disks are full, monitors are too few, or operations are slow', () => {
    const names = ceph().alerts.map(({ name, severity }) => `${name} ${severity}`);
    expect(names).toEqual(
      expect.arrayContaining([
        'CephMetricsMissing critical',
        'CephHealthWarning warning',
        'CephOSDNearFull warning',
        'CephOSDFull critical',
        'CephPoolNearFull warning',
        'CephMonDownQuorumAtRisk critical',
        'CephOSDDown warning',
        'CephPGsUnclean warning',
        'CephSlowOps warning',
        'CephStretchDegraded critical',
      ]),
    );
    const single = new RookCeph(environment('remote-dr'), 'storage').alerts.map(({ name }) => name);
    expect(single).toEqual(ceph().alerts.flatMap(({ name }) => (name === 'CephStretchDegraded' ? [] : [name])));
  });
});

describe('who copies the data of silent disks', () => {
  const mend = (storage: RookCeph) => storage.alerts.find(({ name }) => name === 'CephOSDDown')?.mend;

  it.each<[string, RookCeph, string]>([
    ['people, for a rack or a site', ceph(), 'except for a whole rack or site \\('],
    ['people, for a site', alone({ sites: TWICE }), 'except for a whole site \\('],
    ['people, for a rack', alone({ sites: oneSite(storage(3)) }), 'except for a whole rack \\('],
    ['Ceph, where a host is a rack', alone({ sites: RACKS }), '$'],
  ])('are %s', (_, storage, text) => {
    expect(storage.layout.healsRacks).toBe(!text.includes('rack'));
    expect(mend(storage)).toMatch(new RegExp(`copied elsewhere(, )?${text}`));
  });
});

describe('metrics', () => {
  const read = (storage: RookCeph) => storage.prerequisites.filter((text) => text.includes('rook-ceph-exporter'));

  it('are read by somebody, else an alert says that nobody does', () => {
    expect(read(ceph())).toEqual([expect.stringMatching(/^Prometheus scrapes the Services rook-ceph-mgr .*9283/)]);
    const watched = new RookCeph(environment('production', { prometheusOperator: true }), 'storage');
    expect(read(watched)).toEqual([expect.stringContaining('takes the ServiceMonitors rook-ceph-mgr')]);
    const missing = ceph().alerts.find(({ name }) => name === 'CephMetricsMissing');
    expect(missing).toMatchObject({ expression: 'absent(ceph_health_status)', severity: 'critical' });
  });
});

describe('what must be there before', () => {
  const text = (props?: RookCephProps) => ceph(props).prerequisites.join('\n');

  it('is a kernel with its modules, raw disks and an empty folder', () => {
    expect(text()).toMatch(/Linux 5\.11 or newer with the kernel modules `rbd` and `ceph` on every host/);
    expect(text()).toMatch(
      /Disks of the hosts with the role storage in sh-a, sh-b: raw, without partitions, file systems or signatures/,
    );
    expect(text()).toMatch(/An empty \/var\/lib\/rook on every host/);
  });

  it('wants no module for what is left out', () => {
    expect(text({ sharedFilesystem: false })).toContain('kernel module `rbd` on every host');
  });

  it('warns of disks that are added later, unless they are named', () => {
    expect(text()).toContain('Ceph takes each, also one that is added later, unless `deviceFilter` is set');
    expect(text({ deviceFilter: '^nvme' })).toContain('Disks whose names match `^nvme` of the hosts');
    expect(text({ deviceFilter: '^nvme' })).not.toContain('added later');
  });
});

describe('the tear-down', () => {
  const commands = (storage: RookCeph) =>
    storage.steps.filter(({ when }) => when === 'tear-down').flatMap((step) => step.commands);

  it('says that it destroys all data', () => {
    expect(ceph().steps).toMatchObject([{ title: expect.stringContaining('destroys all data'), when: 'tear-down' }]);
  });

  it('frees the claims, then the volumes, then lets Rook destroy what is left, and waits for the disks', () => {
    const marks = [
      'objectbucketclaims.objectbucket.io .*"ceph-bucket"',
      'get persistentvolumeclaims .*"ceph-block"',
      'get persistentvolumeclaims .*"ceph-shared"',
      'get persistentvolumes .*"ceph-block"',
      'get persistentvolumes .*"ceph-shared"',
      'patch cephcluster rook-ceph .*"confirmation":"yes-really-destroy-data"',
      'delete cephcluster rook-ceph .*--wait=false',
      'delete cephobjectstoreusers\\.ceph\\.rook\\.io --all --all-namespaces',
      'delete .*--api-group=ceph\\.rook\\.io .*--all --namespace=rook-ceph --wait',
      'until test .*app=rook-ceph-cleanup.* -ge 9',
      'wait --for=condition=Complete jobs --selector=app=rook-ceph-cleanup',
      'delete clientprofiles\\.csi\\.ceph\\.io ',
      'delete cephconnections\\.csi\\.ceph\\.io ',
    ];
    const found = commands(ceph());
    expect(found).toEqual(marks.map((mark) => expect.stringMatching(new RegExp(mark))));
  });

  it('leaves out what is not there, and waits for every host with a daemon', () => {
    const storage = new RookCeph(environment('remote-dr'), 'storage', { sharedFilesystem: false, objectStore: false });
    expect(commands(storage).join('\n')).not.toMatch(/ceph-shared|bucket/);
    expect(commands(storage).join('\n')).toContain('-ge 4;');
  });

  it('comes before its objects and its operator are deleted', () => {
    const production = environment();
    new Calico(production, 'network');
    new RookCeph(production, 'storage');
    const plan = files(render(production)).find(({ path }) => path === 'PLAN.md')?.text ?? '';
    const at = [
      'yes-really-destroy-data',
      'wait --for=condition=Complete jobs',
      'kubectl delete --ignore-not-found --wait -f manifests/05-storage/storage.k8s.yaml',
      'kubectl delete --ignore-not-found --wait -k manifests/04-operators/rook-operator',
    ].map((text) => plan.indexOf(text));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });
});

describe('RookCeph in its environment', () => {
  it('comes after its operator, which comes after the controllers of snapshots and add-ons', () => {
    const production = environment();
    new RookCeph(production, 'storage');
    new Calico(production, 'network');
    expect(render(production).components.map(({ component }) => component.node.id)).toEqual([
      'namespaces',
      'tigera-operator',
      'network',
      'snapshot-controller',
      'csi-addons',
      'rook-operator',
      'storage',
    ]);
  });

  it('waits for all that it makes, and never lets the manager pool wait for the cluster', () => {
    const storage = ceph();
    expect(storage.readiness.map(({ target }) => `${target.kind}/${target.name}`)).toEqual([
      'CephCluster/rook-ceph',
      'CephBlockPool/builtin-mgr',
      'CephBlockPool/block',
      'CephFilesystem/shared',
      'CephFilesystemSubVolumeGroup/shared-csi',
      'CephObjectStore/bucket',
    ]);
    expect(storage.node.findAll().flatMap(({ node }) => node.dependencies)).toEqual([]);
  });

  it('reads its images from the mirror', () => {
    const production = environment('production', { mirror: 'registry.bank.example/mirror' });
    new Calico(production, 'network');
    const storage = new RookCeph(production, 'storage');
    const rendered = render(production)
      .components.find(({ component }) => component === storage)
      ?.waves.flat();
    const cluster = rendered?.find(({ json }) => json.kind === 'CephCluster')?.json;
    expect(cluster?.['spec']).toMatchObject({
      cephVersion: { image: expect.stringMatching(/^registry\.bank\.example\/mirror\/quay\.io\/ceph\/ceph:v/) },
    });
  });

  it('writes the same wherever it stands in the tree', () => {
    const moved = new RookCeph(environment(), 'disks');
    expect(objects(moved)).toEqual(objects(ceph()));
  });

  it('says on every pod why it is privileged', () => {
    const reason = { 'tripod/privilege-reason': expect.stringContaining('raw disks') };
    const storage = ceph();
    expect(object(storage, 'CephCluster').spec.annotations.all).toEqual(reason);
    expect(object(storage, 'CephFilesystem').spec.metadataServer.annotations).toEqual(reason);
    expect(object(storage, 'CephObjectStore').spec.gateway.annotations).toEqual(reason);
  });

  it('stays as it is', () => {
    expect(objects(ceph())).toMatchSnapshot();
  });
});
