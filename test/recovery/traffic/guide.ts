import { Duration } from 'cdk8s';
import { type Environment, SecretValue, SiteTraffic, Traffic, Witness } from 'tripod-iac';

export const witness = Witness.dns({
  zone: 'prod.bank.example',
  servers: [
    { name: 'ns-1', address: '192.0.2.53', site: 'beijing' },
    { name: 'ns-2', address: '198.51.100.53', site: 'guangzhou' },
    { name: 'ns-3', address: '203.0.113.53', site: 'chengdu' },
  ],
  key: SecretValue.from('dns/guard'),
  keyName: 'tripod-guard',
});

export const traffic = Traffic.dns({
  witness,
  ttl: Duration.seconds(30),
  records: [
    {
      name: 'api.prod.bank.example',
      follows: 'api',
      sides: { production: ['10.10.0.5', '10.11.0.5'], 'remote-dr': ['10.30.0.5'] },
    },
    {
      name: 'ledger.prod.bank.example',
      follows: 'mariadb-ledger',
      sides: { production: ['10.10.0.6'], 'remote-dr': ['10.30.0.6'] },
    },
  ],
});

/** Takes the address of a dead site out of the record, and puts it back. */
export function betweenSites(production: Environment): SiteTraffic {
  return new SiteTraffic(production, 'api', {
    traffic,
    record: 'api.prod.bank.example',
    key: SecretValue.from('dns/sites'),
  });
}
