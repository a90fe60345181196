import { readFileSync } from 'node:fs';
import { buckets } from '../../examples/storage/buckets';
import { shop } from '../../examples/storage/main';
import { realm } from '../../examples/storage/realm';
import { environment } from '../support/bank';
import { object } from '../support/objects';

const app = shop();

it('gives a shop its bucket and its pool', () => {
  const claim = object(app, 'ObjectBucketClaim');
  const { containers } = object(app, 'Pod').spec;
  expect(claim.metadata).toMatchObject({ name: 'photos', namespace: 'shop' });
  expect(claim.spec.additionalConfig).toEqual({ maxSize: '512000Mi' });
  expect(containers[0].envFrom).toEqual([{ configMapRef: { name: 'photos' } }, { secretRef: { name: 'photos' } }]);
  const { storageClassName } = object(app, 'PersistentVolumeClaim').spec;
  expect(object(app, 'StorageClass', storageClassName).parameters.pool).toBe('orders');
  expect(object(app, 'CephBlockPool', 'orders').spec.quotas).toEqual({ maxSize: '2097152Mi' });
});

it('is plain cdk8s', () => {
  expect(app.synthYaml()).toContain('kind: CephCluster');
  expect(object(app, 'Namespace', 'shop').metadata).not.toHaveProperty('namespace');
});

it.each(['buckets', 'realm'])('is what the guide shows of %s', (name) => {
  expect(readFileSync('docs/storage.md', 'utf8')).toContain(readFileSync(`examples/storage/${name}.ts`, 'utf8'));
});

it('shares buckets between two cities', () => {
  const [here, there] = realm(environment('production'), environment('remote-dr'));
  there.joinRealm(here.realm!);
  expect(object(there, 'CephObjectRealm').spec.pull.endpoint).toBe('https://s3.shanghai.bank.example');
  expect(buckets(here)).toMatchObject({ photos: { secretName: 'photos' }, archive: { namespace: 'logs' } });
});
