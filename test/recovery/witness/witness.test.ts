import { Duration } from 'cdk8s';
import { checkWitness, formatProblem, Problems, SecretValue, Witness, type WitnessProps } from 'tripod-iac';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { expectRefused } from '../../support/refused';

const SERVERS = [
  { name: 'ns-1', address: '192.0.2.53', site: 'beijing' },
  { name: 'ns-2', address: '198.51.100.53', site: 'guangzhou' },
  { name: 'ns-3', address: '203.0.113.53', site: 'chengdu' },
];
const GIVEN: WitnessProps = {
  zone: 'prod.bank.example',
  servers: SERVERS,
  key: SecretValue.from('dns/guard'),
  keyName: 'tripod-guard',
};
const witness = (props: Partial<WitnessProps> = {}): Witness => Witness.dns({ ...GIVEN, ...props });
/** Also what no compiler lets through. */
const wrong = (props: object) => () => witness(props);

describe('a witness', () => {
  it('says what guards are told', () => {
    expect(witness().arguments('production').join(' ')).toBe(
      '--witness 192.0.2.53:53 --witness 198.51.100.53:53 --witness 203.0.113.53:53' +
        ' --record _epoch.pair.prod.bank.example. --self production --lease 10s --poll 1s --close-limit 3s' +
        ' --tsig-name tripod-guard --tsig-algorithm hmac-sha256 --tsig-secret-file /etc/tripod/witness.secret',
    );
  });

  it.each([
    [5, 9, 10],
    [10, 14, 16],
    [60, 64, 71],
  ])('with a lease of %d s closes within %d s, and has plans wait for %d s', (lease, closes, waits) => {
    const { closesWithin, wait } = witness({ lease: Duration.seconds(lease) });
    expect([closesWithin.toSeconds(), wait.toSeconds()]).toEqual([closes, waits]);
  });

  it.each([
    [1, 1],
    [3, 2],
    [5, 3],
  ])('of %d has a majority of %d', (count, majority) => {
    const servers = Array.from({ length: count }, (_, index) => ({ name: `ns-${index}`, address: `192.0.2.${index}` }));
    expect(witness({ servers }).majority).toBe(majority);
  });

  it('says so where it is a single point', () => {
    const text = (count: number) => witness({ servers: SERVERS.slice(0, count) }).prerequisites.join('\n');
    expect(text(1)).toContain('It is a single point');
    expect(text(3)).toContain('2 of them must answer');
  });

  it('does something with every prop', () => {
    const shown = (props: Partial<WitnessProps>) => {
      const one = witness(props);
      return [one.arguments('production'), one.take(), one.sites, one.prerequisites, one.key.name];
    };
    const variants = {
      zone: 'other.bank.example',
      pair: 'ledger',
      servers: SERVERS.slice(1, 2),
      key: SecretValue.from('other'),
      keyName: 'other',
      lease: Duration.seconds(20),
    };
    expect(propsWithoutEffect(shown, variants)).toEqual([]);
  });

  it('takes the epoch before it waits, and waits only where nothing was closed by command', () => {
    expect(
      witness()
        .take()
        .map(({ id, phase }) => `${phase} ${id}`),
    ).toEqual(['fence take-epoch', 'fence wait-for-leases']);
    expect(
      witness()
        .take({ waits: false })
        .map(({ id }) => id),
    ).toEqual(['take-epoch']);
  });

  it('asks no resolver, and sends no key on a command line', () => {
    const text = witness().read().join('\n');
    expect(text).toContain('+norecurse');
    expect(text).not.toMatch(/ -y /);
  });
});

const [ONE, TWO, THREE] = SERVERS;
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `ns-${index}`, address: `192.0.2.${index}` }));

it.each([
  ['zone: got nothing', { zone: undefined }],
  ['zone: got example', { zone: 'example' }],
  ['zone: got prod.bank.example.', { zone: 'prod.bank.example.' }],
  ['zone: got Prod.Bank.example', { zone: 'Prod.Bank.example' }],
  ['zone: got a.b; drop', { zone: 'a.b; drop' }],
  ['pair: got a b', { pair: 'a b' }],
  ['key: got secret', { key: 'secret' }],
  ['keyName: got a key', { keyName: 'a key' }],
  ['keyName: got nothing', { keyName: undefined }],
  ['lease: got 4 seconds', { lease: Duration.seconds(4) }],
  ['lease: got 61 seconds', { lease: Duration.seconds(61) }],
  ['lease: got 7.5 seconds', { lease: Duration.millis(7500) }],
  ['lease: got 10', { lease: 10 }],
  ['servers: got nothing', { servers: undefined }],
  ['servers: got 0', { servers: [] }],
  ['servers: got 2', { servers: many(2) }],
  ['servers: got 4', { servers: many(4) }],
  ['servers: got 7', { servers: many(7) }],
  ['servers: got address 192.0.2.53 twice', { servers: [ONE, TWO, { ...THREE, address: '192.0.2.53' }] }],
  ['servers: got name ns-1 twice', { servers: [ONE, TWO, { ...THREE, name: 'ns-1' }] }],
  ['servers: got site beijing twice', { servers: [ONE, TWO, { ...THREE, site: 'beijing' }] }],
  ['servers[0]  got ns-1', { servers: ['ns-1'] }],
  ['servers[0]  name: got NS 1', { servers: [{ ...ONE, name: 'NS 1' }] }],
  ['servers[0]  address: got ns-1.bank.example', { servers: [{ ...ONE, address: 'ns-1.bank.example' }] }],
  ['servers[0]  port: got 0', { servers: [{ ...ONE, port: 0 }] }],
  ['servers[0]  site: got A city', { servers: [{ ...ONE, site: 'A city' }] }],
])('refuses %s', (text, props) => expectRefused(wrong(props), text));

it('refuses no props at all', () => expectRefused(() => Witness.dns(undefined as never), 'witness  got nothing'));

describe('for a pair', () => {
  const faults = (servers: WitnessProps['servers']) => {
    const problems = new Problems('pair');
    checkWitness(witness({ servers }), [environment('production'), environment('remote-dr')], problems);
    return problems.all.map(formatProblem);
  };

  it('stands in neither city', () => expect(faults(SERVERS)).toEqual([]));

  it.each([
    ['sh-a in shanghai, where production stands', { ...ONE!, site: 'sh-a' }],
    // No site of the cluster, but of its city.
    ['sh-t in shanghai, where production stands', { ...ONE!, site: 'sh-t' }],
    ['hf-a in hefei, where remote-dr stands', { ...ONE!, site: 'hf-a' }],
    ['10.12.0.9, in 10.12.0.0/24, the subnet of sh-w', { ...ONE!, address: '10.12.0.9' }],
    ['10.128.0.9, in 10.128.0.0/14, the pods of production', { ...ONE!, address: '10.128.0.9' }],
    ['10.97.0.10, in 10.97.0.0/16, the services of remote-dr', { ...ONE!, address: '10.97.0.10' }],
  ])('is refused at %s', (text, server) => {
    expect(faults([server, TWO!, THREE!]).join('\n')).toContain(text);
  });
});
