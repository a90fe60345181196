import { type Environment, RookCeph } from 'tripod-iac';

export function realm(production: Environment, remoteDr: Environment): readonly [RookCeph, RookCeph] {
  const here = new RookCeph(production, 'storage', {
    realm: 'bank',
    bucketEndpoint: 'https://s3.shanghai.bank.example',
  });
  const there = new RookCeph(remoteDr, 'storage', { realm: 'bank', bucketEndpoint: 'https://s3.hefei.bank.example' });
  return [here, there];
}
