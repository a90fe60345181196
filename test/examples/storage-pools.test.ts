import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { Landscape, RookCeph, city, site, storage as hosts } from 'tripod-iac';
import { archive, storage } from '../../examples/storage/pools';
import { environment } from '../support/bank';

it('is what the guide shows', () => {
  const [, shown] = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/storage.md', 'utf8')) ?? [];
  expect(shown).toBe(readFileSync('examples/storage/pools.ts', 'utf8'));
});

it('makes a class for each pool', () => {
  const ceph = storage(environment());
  expect(ceph.blockPools.map(({ storageClass }) => storageClass.storageClassName)).toEqual([
    'ceph-block',
    'ceph-ledger',
    'ceph-scratch',
  ]);
});

it('cuts an archive into shards where there are hosts enough', () => {
  const { sites } = Landscape.of({
    cities: [city('suzhou', [site('sz-a', { role: 'active', subnet: '10.40.0.0/24', hosts: [hosts(6)] })])],
    clusters: [],
  });
  const ceph = new RookCeph(new App(), 'storage', { sites });
  expect(() => archive(ceph)).not.toThrow();
  expect(() => archive(storage(environment()))).toThrow('erasureCode: got 4 + 2 in a stretch cluster');
});
