import { Duration } from 'cdk8s';
import { type Environment, Rehearsal, VeleroBackup } from 'tripod-iac';

export function backups(production: Environment, remoteDr: Environment): void {
  const backup = new VeleroBackup(production, 'backup', {
    endpoint: 'https://s3.hefei.bank.example',
    bucket: 'backups',
    storeSite: 'hf-a',
    lock: Duration.days(30),
  });
  // Tenants' namespaces: what nothing makes cannot be backed up.
  for (const tenant of ['payments', 'cache-a', 'cache-b']) production.namespace(tenant);
  backup.schedule('payments', { namespaces: ['payments'], interval: Duration.hours(1) });
  backup.schedule('jenkins', { namespaces: ['jenkins'], interval: Duration.hours(6), covers: ['jenkins-controller'] });
  backup.schedule('cache', {
    namespaces: ['cache-a', 'cache-b'],
    interval: Duration.days(1),
    rehearse: Rehearsal.none('caches, which fill by themselves'),
  });

  new VeleroBackup(remoteDr, 'backup', {
    endpoint: 'https://s3.chengdu.bank.example',
    bucket: 'backups',
    storeCity: 'chengdu',
    reads: backup,
  });
}
