import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import {
  ControlPlane,
  type EnvironmentProps,
  SecretValue,
  SiteTraffic,
  type SiteTrafficProps,
  Traffic,
  Witness,
} from 'tripod-iac';
import { environment } from '../../support/bank';
import { PROPS } from '../../support/control-plane';
import { propsWithoutEffect } from '../../support/effect';
import { object, objects } from '../../support/objects';
import { expectRefused } from '../../support/refused';
import { betweenSites, traffic as guideTraffic } from './guide';

const witness = Witness.dns({
  zone: 'prod.bank.example',
  servers: [{ name: 'ns-1', address: '192.0.2.1' }],
  key: SecretValue.from('dns/guard'),
  keyName: 'tripod-guard',
});
const led = (name: string, follows: string, production: readonly string[]) => ({
  name: `${name}.prod.bank.example`,
  follows,
  sides: { production, 'remote-dr': ['10.30.0.9'] },
});
const traffic = Traffic.dns({
  witness,
  records: [
    led('api', 'api', ['10.10.0.5', '10.11.0.5']),
    led('ledger', 'mariadb-ledger', ['10.10.0.6', '10.11.0.6']),
    led('one', 'api', ['10.10.0.5']),
    led('outside', 'api', ['10.10.0.5', '192.0.2.9']),
    led('twice', 'api', ['10.10.0.5', '10.10.0.6']),
  ],
});
const GIVEN = { traffic, record: 'api.prod.bank.example', key: SecretValue.from('dns/sites') };
const make = (props: Partial<SiteTrafficProps> = {}, settings: Partial<EnvironmentProps> = {}) => {
  const owner = environment('production', settings);
  new ControlPlane(owner, 'control-plane', PROPS);
  return new SiteTraffic(owner, 'api', { ...GIVEN, ...props });
};

it('asks at each site, and changes the record as long as it is its turn', () => {
  const [container] = object(make(), 'Deployment').spec.template.spec.containers;
  expect(container.args.join(' ')).toBe(
    'sites --witness 192.0.2.1:53 --record _epoch.pair.prod.bank.example. --self production' +
      ' --lease 10s --poll 1s --close-limit 3s --tsig-name tripod-guard-sites --tsig-algorithm hmac-sha256' +
      ' --tsig-secret-file /etc/tripod/keys/secret --zone prod.bank.example. --name api.prod.bank.example. --ttl 30s' +
      ' --site sh-a=10.10.0.5 --site sh-b=10.11.0.5 --probe https://%s:8443/readyz --cacert /etc/tripod/ca/ca.crt' +
      ' --fall 3 --rise 10 --every 2s --metrics :9102',
  );
});

it('renders', () => expect(objects(make())).toMatchSnapshot());

it('tells the proof what it is', () => {
  expect(make().facts.map(({ type, of }) => `${type} ${of}`)).toEqual([
    'replicas sites-api',
    'outside name servers of api.prod.bank.example',
    'dependency sites-api',
    'dependency sites-api',
    'dependency sites-api',
  ]);
});

it('does something with every prop', () => {
  const other = Traffic.dns({ witness, records: [led('api', 'api', ['10.10.0.7', '10.11.0.7'])] });
  const shown = (props: Partial<SiteTrafficProps>) => {
    const one = make({ probe: ':2/y', ...props }, { secretStore: 'vault' });
    return [objects(one), one.needs.length];
  };
  const needs = [new ControlPlane(environment('test'), 'other', PROPS)];
  const variants = {
    traffic: other,
    record: 'ledger.prod.bank.example',
    key: SecretValue.from('x'),
    probe: ':1/x',
    needs,
  };
  expect(propsWithoutEffect(shown, variants)).toEqual([]);
});

it.each([
  ['key: got nothing', { key: undefined }],
  ['traffic: got nothing', { traffic: undefined }],
  ['record: got x', { record: 'x' }],
  ['probe: got 6443', { probe: '6443' }],
  ['probe: got :6443/$(id)', { probe: ':6443/$(id)' }],
  ['probe: got nothing, want what is asked of mariadb-ledger', { record: 'ledger.prod.bank.example' }],
  ['one.prod.bank.example with 10.10.0.5 in production, at sh-a', { record: 'one.prod.bank.example' }],
  ['outside.prod.bank.example with 10.10.0.5, 192.0.2.9', { record: 'outside.prod.bank.example' }],
  [
    'twice.prod.bank.example with 10.10.0.5, 10.10.0.6 in production, at sh-a, sh-a',
    { record: 'twice.prod.bank.example' },
  ],
])('refuses %s', (text, props) => expectRefused(() => make(props), text));

it('is refused in a plain App', () => expectRefused(() => new SiteTraffic(new App(), 'api', GIVEN), 'in a plain App'));

it('is made as the guide shows', () => {
  const shown = readFileSync('docs/recovery/traffic.md', 'utf8');
  expect(shown).toContain(readFileSync('test/recovery/traffic/guide.ts', 'utf8'));
  const owner = environment('production');
  expect(objects(betweenSites(owner))).toHaveLength(1);
  expect(guideTraffic.follows).toEqual(['api', 'mariadb-ledger']);
});
