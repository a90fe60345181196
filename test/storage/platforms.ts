import { Duration, Size } from 'cdk8s';
import {
  Calico,
  CephMirror,
  Distribution,
  type Environment,
  ErasureCode,
  KeyManagement,
  RookCeph,
  type RookCephProps,
  SecretValue,
} from 'tripod-iac';
import { backupIn } from './backup/store';
import { environmentOf, LANDSCAPES } from './landscapes';
import { CHANGES, cities, HOSTS, Ledger } from './mirror/mirrored';

const KEYS = KeyManagement.kmip({
  endpoint: 'kmip.bank.example:5696',
  certificateAuthority: SecretValue.from('kmip-authority'),
  certificate: SecretValue.from('kmip-certificate'),
  privateKey: SecretValue.from('kmip-key'),
  key: SecretValue.from('kmip-key-id'),
});

/** Storage with all that a bank may ask of it, in an environment that has a network. */
function withStorage(environment: Environment, props: RookCephProps = {}): RookCeph {
  new Calico(environment, 'network');
  const ceph = new RookCeph(environment, 'storage', { blockQuota: Size.tebibytes(1), keys: KEYS, ...props });
  const mirrored = props.realm !== undefined;
  ceph.addBlockPool('scratch', { mirrored: false, reclaimPolicy: 'Delete', quota: Size.gibibytes(512) });
  ceph.addBlockPool('secret', { encrypted: true });
  const coded = ceph.layout.mode === 'one-site' && !mirrored;
  if (coded)
    ceph.addBlockPool('archive', { erasureCode: ErasureCode.of(2, 2), failureDomain: 'host', mirrored: false });
  return ceph;
}

function withBuckets(ceph: RookCeph): void {
  ceph.environment?.namespace('reports');
  ceph.addBucketUser('archive', { maxBuckets: 10, maxSize: Size.tebibytes(1), capabilities: { usage: 'read' } });
  ceph.addBucket('reports', { namespace: 'reports', maxSize: Size.gibibytes(100), maxObjects: 1000 });
}

/** Production and the other city, each with the objects that mirroring gives it. */
export function mirroredPair(): readonly [Environment, Environment] {
  const { from, to } = cities({ objectives: { city: { rpo: Duration.minutes(15), rto: Duration.hours(1) } } });
  const [storage, peer] = [from, to].map((environment) =>
    withStorage(environment, {
      ...HOSTS,
      realm: 'bank',
      bucketEndpoint: `https://s3.${environment.name}.bank.example`,
    }),
  ) as [RookCeph, RookCeph];
  withBuckets(storage);
  const mirror = new CephMirror(from, 'storage-mirror', {
    storage,
    peer,
    changes: CHANGES,
    bucketLag: Duration.minutes(15),
  });
  mirror.protect({ namespace: 'reports', claims: ['ledger'] });
  mirror.protect(new Ledger(from, ['ceph-secret']));
  withBackups(from, to);
  return [from, to];
}

/** Backups of production in a store of the other city, which can read them. */
function withBackups(from: Environment, to: Environment): void {
  const backup = backupIn(from);
  backup.schedule('reports', { namespaces: ['reports'], interval: Duration.hours(1) });
  backup.schedule('objects', { resources: ['persistentvolumes'], data: false, interval: Duration.minutes(5) });
  backupIn(to, { endpoint: 'https://s3.shanghai.bank.example', storeSite: 'sh-a', reads: backup });
}

/** Every kind of environment with storage, by name. */
export function storageEnvironments(): Readonly<Record<string, Environment>> {
  const plain = LANDSCAPES.map((name) => {
    const environment = environmentOf(name, name === 'three sites' ? { prometheusOperator: true } : {});
    withBuckets(withStorage(environment));
    return [name, environment] as const;
  });
  const [production, remote] = mirroredPair();
  return {
    ...Object.fromEntries(plain),
    'OpenShift over two sites': onOpenShift(),
    'mirrored pair: production': production,
    'mirrored pair: remote': remote,
  };
}

function onOpenShift(): Environment {
  const environment = environmentOf('two sites and a witness', { distribution: Distribution.openshift('4.21') });
  withBuckets(withStorage(environment));
  return environment;
}
