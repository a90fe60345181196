import { readFileSync } from 'node:fs';
import { Calico, Jenkins, render } from 'tripod-iac';
import { backups } from '../../examples/backup/main';
import { environment } from '../support/bank';
import { object } from '../support/objects';
import { withTenants } from '../storage/backup/store';

const production = environment();
const remote = environment('remote-dr');
for (const each of [production, remote]) new Calico(each, 'network');
withTenants(production);
new Jenkins(production, 'jenkins', {
  url: 'https://jenkins.bank.example',
  volumes: { storageClassName: 'ceph-block', shared: false },
});
backups(production, remote);

it('rehearses what it backs up, and reads it in the other city', () => {
  expect(object(production, 'CronJob', 'rehearse-payments').spec.schedule).toBe('0 4 * * 0');
  expect(object(remote, 'BackupStorageLocation', 'production').spec.accessMode).toBe('ReadOnly');
  expect(() => [render(production), render(remote)]).not.toThrow();
});

it('is what the guide shows', () => {
  expect(readFileSync('docs/backup.md', 'utf8')).toContain(readFileSync('examples/backup/main.ts', 'utf8'));
});
