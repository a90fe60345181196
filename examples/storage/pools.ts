import { Size } from 'cdk8s';
import { CephNetwork, type Environment, ErasureCode, KeyManagement, RookCeph } from 'tripod-iac';

/** Storage of a bank: what is kept, what may go, what is encrypted. Sites, hosts and copies follow from the landscape. */
export function storage(production: Environment): RookCeph {
  const ceph = new RookCeph(production, 'storage', {
    network: CephNetwork.hosts(), // another city mirrors it
    keys: KeyManagement.vault({ address: 'https://vault.bank.example:8200', path: 'ceph/production' }),
    encryptedDisks: true,
    blockQuota: Size.tebibytes(8),
    sharedQuota: Size.tebibytes(2),
    bucketQuota: Size.tebibytes(4),
  });
  ceph.addBlockPool('ledger', { quota: Size.tebibytes(2), encrypted: true });
  ceph.addBlockPool('scratch', { quota: Size.tebibytes(1), mirrored: false, reclaimPolicy: 'Delete' });
  return ceph;
}

/** An archive on shards: six hosts in one site hold 1.5 times what is stored, in place of three times. */
export function archive(ceph: RookCeph): void {
  ceph.addBlockPool('archive', { erasureCode: ErasureCode.of(4, 2), quota: Size.tebibytes(20), mirrored: false });
}
