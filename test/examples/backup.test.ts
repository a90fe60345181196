import { readFileSync } from 'node:fs';
import { Calico, Fact, render } from 'tripod-iac';
import { backups } from '../../examples/backup/main';
import { environment } from '../support/bank';
import { object } from '../support/objects';
import { partOf } from '../support/part';

const { environment: production } = partOf(environment(), 'jenkins');
production!.components.find(({ node }) => node.id === 'jenkins')?.fact(Fact.outside('jenkins'));
const remote = environment('remote-dr');
new Calico(remote, 'network');
backups(production!, remote);

it('rehearses what it backs up, and reads it in the other city', () => {
  expect(object(production!, 'CronJob', 'rehearse-payments').spec.schedule).toBe('0 4 * * 0');
  expect(object(remote, 'BackupStorageLocation', 'production').spec.accessMode).toBe('ReadOnly');
  expect(() => [render(production!), render(remote)]).not.toThrow();
});

it('is what the guide shows', () => {
  expect(readFileSync('docs/backup.md', 'utf8')).toContain(readFileSync('examples/backup/main.ts', 'utf8'));
});
