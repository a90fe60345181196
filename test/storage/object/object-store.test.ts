import { App, Size } from 'cdk8s';
import {
  type BucketProps,
  type BucketUserProps,
  Calico,
  promoteZone,
  pullRealm,
  render,
  RookCeph,
  type RookCephProps,
  storage,
  VERSIONS,
} from 'tripod-iac';
import { systemUserStep } from '../../../lib/storage/rook/object/realm/steps';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { type Loose, object, objects } from '../../support/objects';
import { oneSite } from '../sites';

const alone = (props: RookCephProps = {}) =>
  new RookCeph(new App(), 'storage', { sites: oneSite(storage(3)), ...props });
const gateway = (ceph: RookCeph, name = 'bucket') => object(ceph, 'CephObjectStore', name).spec.gateway;

const REALM = { realm: 'bank', bucketEndpoint: 'https://s3.shanghai.bank.example' } as const;

/** A RookCeph in Hefei that shares the realm with Shanghai, and has fetched it from there if asked to. */
function hefei(): RookCeph {
  return new RookCeph(environment('remote-dr'), 'storage', {
    realm: 'bank',
    bucketEndpoint: 'https://s3.hefei.bank.example',
  });
}

describe('gateways', () => {
  it('listen where any pod may, and never on the hosts', () => {
    expect(gateway(alone())).toMatchObject({ port: 8080, hostNetwork: false, instances: 2 });
  });

  it('speak nothing but HTTPS with a certificate', () => {
    const ceph = alone({ bucketCertificate: 'bucket-tls' });
    expect(gateway(ceph)).toMatchObject({ securePort: 8443, sslCertificateRef: 'bucket-tls' });
    expect(gateway(ceph)).not.toHaveProperty('port');
    expect(ceph.addBucketUser('a').endpoint).toBe('https://rook-ceph-rgw-bucket.rook-ceph.svc:8443');
    expect(ceph.prerequisites.join()).toMatch(/Secret bucket-tls of type kubernetes\.io\/tls in rook-ceph/);
  });

  it("trust the bank's authorities", () => {
    expect(gateway(alone({ bucketAuthorities: 'bank-ca' })).caBundleRef).toBe('bank-ca');
  });
});

describe('addBucketUser', () => {
  it('makes a user whose keys appear in a Secret that Rook names', () => {
    const ceph = alone();
    expect(ceph.addBucketUser('archive')).toEqual({
      name: 'archive',
      namespace: 'rook-ceph',
      secretName: 'rook-ceph-object-user-bucket-archive',
      endpoint: 'http://rook-ceph-rgw-bucket.rook-ceph.svc:8080',
    });
    expect(object(ceph, 'CephObjectStoreUser')).toMatchObject({
      metadata: { name: 'archive', namespace: 'rook-ceph' },
      spec: { store: 'bucket', displayName: 'archive', clusterNamespace: 'rook-ceph' },
    });
    expect(ceph.readiness.map(({ target }) => target.name)).toContain('archive');
  });

  it('gives rights and quotas where they are asked for', () => {
    const ceph = alone();
    const capabilities = { usage: 'read', 'user-policy': 'read, write' } as const;
    ceph.addBucketUser('a', { maxBuckets: 3, maxSize: Size.gibibytes(2), maxObjects: 5, capabilities });
    expect(object(ceph, 'CephObjectStoreUser').spec).toMatchObject({
      quotas: { maxBuckets: 3, maxSize: '2048Mi', maxObjects: 5 },
      capabilities,
    });
  });

  it('has the store let users into the namespaces that they are for', () => {
    const ceph = alone();
    expect(object(ceph, 'CephObjectStore').spec).not.toHaveProperty('allowUsersInNamespaces');
    ceph.addBucketUser('b', { namespace: 'shop' });
    ceph.addBucketUser('a', { namespace: 'logs' });
    ceph.addBucketUser('c', { namespace: 'shop' });
    expect(object(ceph, 'CephObjectStore').spec.allowUsersInNamespaces).toEqual(['logs', 'shop']);
  });
});

describe('addBucket', () => {
  it('claims a bucket of a fixed name, and says where keys and address are', () => {
    const ceph = alone();
    expect(ceph.addBucket('photos', { namespace: 'shop' })).toEqual({
      bucketName: 'photos',
      namespace: 'shop',
      configMapName: 'photos',
      secretName: 'photos',
      endpoint: 'http://rook-ceph-rgw-bucket.rook-ceph.svc:8080',
    });
    expect(object(ceph, 'ObjectBucketClaim')).toMatchObject({
      metadata: { name: 'photos', namespace: 'shop' },
      spec: { bucketName: 'photos', storageClassName: ceph.bucket.storageClassName },
    });
    expect(ceph.readiness.at(-1)).toMatchObject({ condition: { subject: '{.status.phase}', value: 'Bound' } });
  });

  it('takes another name in the store, and quotas as texts', () => {
    const ceph = alone();
    ceph.addBucket('photos', {
      namespace: 'shop',
      bucketName: 'shop.photos',
      maxSize: Size.gibibytes(1),
      maxObjects: 9,
    });
    expect(object(ceph, 'ObjectBucketClaim').spec).toMatchObject({
      bucketName: 'shop.photos',
      additionalConfig: { maxSize: '1024Mi', maxObjects: '9' },
    });
  });
});

describe('a realm', () => {
  const ceph = new RookCeph(environment(), 'storage', REALM);

  it('has a zone of the name of its environment, with the pools of the cluster', () => {
    expect(ceph.realm).toEqual({
      name: 'bank',
      zoneGroup: 'bank',
      zone: 'production',
      endpoint: 'https://s3.shanghai.bank.example',
    });
    expect(object(ceph, 'CephObjectRealm').spec).toEqual({ defaultRealm: false });
    expect(object(ceph, 'CephObjectZoneGroup').spec).toEqual({ realm: 'bank' });
    const { metadataPool, dataPool, ...zone } = object(ceph, 'CephObjectZone', 'production').spec;
    expect(zone).toEqual({
      zoneGroup: 'bank',
      customEndpoints: ['https://s3.shanghai.bank.example'],
      preservePoolsOnDelete: true,
    });
    for (const pool of [metadataPool, dataPool]) {
      expect(pool).toMatchObject({ failureDomain: 'zone', replicated: { size: 4, replicasPerFailureDomain: 2 } });
    }
  });

  it('keeps its own beginning in a pool with the rule of the others', () => {
    expect(object(ceph, 'CephBlockPool', 'builtin-rgw-root').spec).toMatchObject({
      name: '.rgw.root',
      application: 'rgw',
      enableCrushUpdates: true,
      replicated: { size: 4 },
    });
  });

  it('fetches with a gateway of its own, and serves with the others', () => {
    for (const name of ['bucket', 'bucket-sync']) {
      const { spec } = object(ceph, 'CephObjectStore', name);
      expect(spec.zone).toEqual({ name: 'production' });
      expect(spec).not.toHaveProperty('dataPool');
      expect(spec).not.toHaveProperty('metadataPool');
    }
    expect(gateway(ceph)).toMatchObject({ instances: 2, disableMultisiteSyncTraffic: true });
    expect(gateway(ceph, 'bucket-sync')).toMatchObject({ instances: 1, disableMultisiteSyncTraffic: false });
    expect(gateway(ceph, 'bucket-sync').placement.topologySpreadConstraints[0].labelSelector.matchLabels).toEqual({
      app: 'rook-ceph-rgw',
      rook_object_store: 'bucket-sync',
    });
  });

  // Ceph 20.2.4 refuses what its own gateways forward (tracker.ceph.com/issues/79698). Fails with the next Ceph: look
  // whether it mends that, and set the two to 'false' and '-1' for one release before they go.
  it('takes older signatures as long as Ceph breaks its own', () => {
    expect(VERSIONS.ceph.version).toBe('20.2.4');
    const settings = { rgw_sigv4_insecure: 'true', rgw_s3_client_max_sig_ver: '2' };
    for (const name of ['bucket', 'bucket-sync']) expect(gateway(ceph, name).rgwConfig).toEqual(settings);
    expect(gateway(alone())).not.toHaveProperty('rgwConfig');
  });

  it('is ready once all of it is', () => {
    const kinds = ['CephObjectRealm/bank', 'CephObjectZoneGroup/bank', 'CephObjectZone/production'];
    const stores = ['CephObjectStore/bucket', 'CephObjectStore/bucket-sync'];
    const waited = ceph.readiness.map(({ target }) => `${target.kind}/${target.name}`);
    expect(waited).toEqual(expect.arrayContaining(['CephBlockPool/builtin-rgw-root', ...kinds, ...stores]));
  });

  it('tells the proof of the gateway that fetches', () => {
    const sync = ceph.facts.filter(({ of }) => of === 'bucket-sync');
    expect(sync).toMatchObject([
      { type: 'replicas', groups: [{ count: 1 }] },
      { type: 'dependency', on: 'bucket' },
      { type: 'dependency', on: 'registry' },
      { type: 'dependency', on: 'kubernetes-api' },
    ]);
  });

  it('has its keys before Rook would make others', () => {
    const production = environment('production', { secretStore: 'vault' });
    new Calico(production, 'network');
    new RookCeph(production, 'storage', REALM);
    const { components } = render(production);
    const ids = components.map(({ component }) => component.node.id);
    expect(ids.indexOf('bucket-realm-keys')).toBe(ids.indexOf('storage') - 1);
    const keys = components.find(({ component }) => component.node.id === 'bucket-realm-keys')!;
    expect(keys.component.readiness).toMatchObject([{ target: { kind: 'ExternalSecret', name: 'bank-keys' } }]);
    expect(keys.waves.flat().map(({ json }) => json as Loose)).toMatchObject([
      {
        spec: {
          target: { name: 'bank-keys', template: { type: 'kubernetes.io/rook' } },
          data: [
            { secretKey: 'access-key', remoteRef: { key: 'bank-keys/access-key' } },
            { secretKey: 'secret-key', remoteRef: { key: 'bank-keys/secret-key' } },
          ],
        },
      },
    ]);
  });

  it('has a user for other cities, which Rook does not make', () => {
    const [command = ''] = systemUserStep(ceph.realm!).commands;
    expect(command).toMatch(
      /radosgw-admin user info --uid=bank-system-user .* \|\| kubectl exec .* user create .* --system /,
    );
    expect(command).toContain('--rgw-realm=bank --rgw-zonegroup=bank --rgw-zone=production');
    expect(command).toContain('kubectl get secret bank-keys --namespace=rook-ceph');
  });

  it('is learnt anew by a zone that was away', () => {
    const master = { ...ceph.realm!, zone: 'remote-dr', endpoint: 'https://s3.hefei.bank.example' };
    expect(pullRealm(ceph.realm!, master)).toMatch(
      /radosgw-admin realm pull --rgw-realm=bank --url=https:\/\/s3\.hefei\.bank\.example --access-key="\$\(kubectl get secret bank-keys /,
    );
  });

  it('can be led from another city', () => {
    const commands = promoteZone(ceph.realm!);
    expect(commands.map((command) => /radosgw-admin (\w+ \w+)/.exec(command)?.[1])).toEqual([
      'zone modify',
      'zonegroup modify',
      'period update',
      undefined,
    ]);
    expect(commands[2]).toContain('--commit');
    expect(commands[3]).toBe('kubectl rollout restart deployments --namespace=rook-ceph --selector=app=rook-ceph-rgw');
  });
});

describe('joinRealm', () => {
  const shanghai = new RookCeph(environment(), 'storage', REALM).realm!;

  it('fetches the realm from the city in which it began', () => {
    const ceph = hefei();
    ceph.joinRealm(shanghai);
    expect(object(ceph, 'CephObjectRealm').spec.pull).toEqual({ endpoint: 'https://s3.shanghai.bank.example' });
    expect(ceph.prerequisites.join()).toMatch(/its certificate comes from an authority that the image .* trusts/);
  });

  it('makes users in both cities, and claims in one', () => {
    const ceph = hefei();
    ceph.joinRealm(shanghai);
    expect(() => ceph.addBucketUser('archive')).not.toThrow();
    expect(() => ceph.addBucket('photos', { namespace: 'shop' })).toThrow(
      'addBucket: got the claim photos where the realm of production is joined, want claims in one city of a realm',
    );
    const early = hefei();
    early.addBucket('photos', { namespace: 'shop' });
    expect(() => early.joinRealm(shanghai)).toThrow(
      'got the claim shop/photos where the realm of production is joined',
    );
  });

  it.each<[string, () => void, string]>([
    ['itself', () => hefei().joinRealm(hefei().realm!), 'realm: got the zone remote-dr at https://s3.hefei'],
    ['another realm', () => hefei().joinRealm({ ...shanghai, name: 'x' }), 'realm: got bank here, and x there'],
    [
      'no realm',
      () => hefei().joinRealm(alone().realm as never),
      'joinRealm  got nothing, want the realm of a RookCeph',
    ],
    ['an http address', () => hefei().joinRealm({ ...shanghai, endpoint: 'http://a' }), 'want the realm of a RookCeph'],
    ['without one of its own', () => alone().joinRealm(shanghai), 'realm: got nothing, want a realm here, too'],
    [
      'without a store',
      () => alone({ objectStore: false }).joinRealm(shanghai),
      'objectStore: got false, want true, since somebody asks for what it makes',
    ],
    [
      'twice',
      () => {
        const ceph = hefei();
        ceph.joinRealm(shanghai);
        ceph.joinRealm(shanghai);
      },
      'realm: got a second realm, beside that of https://s3.shanghai.bank.example, want one',
    ],
  ])('refuses %s', (_, join, message) => {
    expect(join).toThrow(message);
  });
});

describe('every prop', () => {
  it('of a user changes the output', () => {
    const make = (props: BucketUserProps) => {
      const ceph = alone();
      ceph.addBucketUser('a', props);
      return objects(ceph);
    };
    const quotas = { maxBuckets: 1, maxSize: Size.gibibytes(1), maxObjects: 1 };
    expect(
      propsWithoutEffect<BucketUserProps>(make, { ...quotas, namespace: 'shop', capabilities: { usage: 'read' } }),
    ).toEqual([]);
  });

  it('of a bucket changes the output', () => {
    const make = (props: Partial<BucketProps>) => {
      const ceph = alone();
      ceph.addBucket('photos', { namespace: 'shop', ...props });
      return objects(ceph);
    };
    const variants = { namespace: 'logs', bucketName: 'others', maxSize: Size.gibibytes(1), maxObjects: 1 };
    expect(propsWithoutEffect<BucketProps>(make, variants)).toEqual([]);
  });
});
