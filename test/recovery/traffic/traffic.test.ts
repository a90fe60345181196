import { Duration } from 'cdk8s';
import {
  checkTraffic,
  type DataHolder,
  formatProblem,
  type LedPair,
  nameServerDocuments,
  Problems,
  SecretValue,
  Traffic,
  type TrafficProps,
  Witness,
} from 'tripod-iac';
import { environment } from '../../support/bank';
import { propsWithoutEffect } from '../../support/effect';
import { expectRefused } from '../../support/refused';

const witness = Witness.dns({
  zone: 'prod.bank.example',
  servers: [1, 2, 3].map((index) => ({ name: `ns-${index}`, address: `192.0.2.${index}` })),
  key: SecretValue.from('dns/guard'),
  keyName: 'tripod-guard',
});
const API = {
  name: 'api.prod.bank.example',
  follows: 'api',
  sides: { production: ['10.10.0.5', '10.11.0.5'], 'remote-dr': ['10.30.0.5'] },
};
const LEDGER = {
  name: 'ledger.prod.bank.example',
  follows: 'mariadb-ledger',
  sides: { production: ['10.10.0.6'], 'remote-dr': ['10.30.0.6'] },
};
const traffic = (props: Partial<TrafficProps> = {}): Traffic =>
  Traffic.dns({ witness, records: [API, LEDGER], ...props });

describe('records', () => {
  it('are led one thing after the other, and then caches are waited for', () => {
    expect(
      traffic()
        .lead()
        .map(({ id, phase, time }) => `${phase} ${id} ${time.toSeconds()}`),
    ).toEqual(['traffic lead-api 10', 'traffic lead-mariadb-ledger 10', 'traffic wait-for-caches 30']);
  });

  it('of one thing are led together', () => {
    const second = { ...API, name: 'console.prod.bank.example' };
    const [lead, ...others] = traffic({ records: [API, second] }).lead();
    expect(lead!.title).toBe('Lead api.prod.bank.example, console.prod.bank.example to the new side');
    expect(others.map(({ id }) => id)).toEqual(['wait-for-caches']);
  });

  it('ask whether what they follow is open', () => {
    const [api, ledger] = traffic().lead({ 'mariadb-ledger': ['the_ledger_takes_a_write'] });
    expect(api!.check!.at(-1)).toContain('get --raw=/readyz');
    expect(ledger!.check!.at(-1)).toBe('the_ledger_takes_a_write');
    expect(ledger!.check).toContain('witness_stands "$EPOCH $TO"');
  });

  it('know both directions', () => {
    const text = traffic().lead()[0]!.commands.join('\n');
    expect(text).toContain("'production api.prod.bank.example.') echo '10.10.0.5 10.11.0.5' ;;");
    expect(text).toContain("'remote-dr api.prod.bank.example.') echo '10.30.0.5' ;;");
  });

  it('do something with every prop', () => {
    const other = Witness.dns({ ...WITNESS, pair: 'other' });
    const variants = { witness: other, ttl: Duration.seconds(5), records: [LEDGER], failback: 'automatic' } as const;
    expect(propsWithoutEffect((props) => [traffic(props).lead(), traffic(props).failback], variants)).toEqual([]);
  });
});

const WITNESS = {
  zone: 'prod.bank.example',
  servers: [{ name: 'ns-1', address: '192.0.2.1' }],
  key: SecretValue.from('dns/guard'),
  keyName: 'tripod-guard',
};
const record = (changes: object) => ({ records: [{ ...API, ...changes }] });
const sides = (production: unknown, dr: unknown) => record({ sides: { production, 'remote-dr': dr } });

it.each([
  ['witness: got nothing', { witness: undefined }],
  ['ttl: got 0 seconds', { ttl: Duration.seconds(0) }],
  ['ttl: got 301 seconds', { ttl: Duration.seconds(301) }],
  ['ttl: got 1.5 seconds', { ttl: Duration.millis(1500) }],
  ['ttl: got 30', { ttl: 30 }],
  ['failback: got soon', { failback: 'soon' }],
  ['records: got an empty list', { records: [] }],
  ['records: got nothing', { records: undefined }],
  ['records: got api.prod.bank.example twice', { records: [API, API] }],
  ['records[0]  got x', { records: ['x'] }],
  ['name: got api.other.example', record({ name: 'api.other.example' })],
  ['name: got api.prod.bank.example.', record({ name: 'api.prod.bank.example.' })],
  ['name: got notprod.bank.example', record({ name: 'notprod.bank.example' })],
  ['name: got ns-1.prod.bank.example', record({ name: 'ns-1.prod.bank.example' })],
  ['follows: got nothing', record({ follows: undefined })],
  ['follows: got an empty text', record({ follows: '' })],
  ['sides: got nothing', record({ sides: undefined })],
  ['sides: got {"production":["10.10.0.5"]}', record({ sides: { production: ['10.10.0.5'] } })],
  ['sides.production: got an empty list', sides([], ['10.30.0.5'])],
  ['sides.production: got sh-a', sides('sh-a', ['10.30.0.5'])],
  ['sides.remote-dr: got api.dr.bank.example', sides(['10.10.0.5'], ['api.dr.bank.example'])],
  ['sides.remote-dr: got 10.30.0.5, 10.30.0.5', sides(['10.10.0.5'], ['10.30.0.5', '10.30.0.5'])],
  ['sides: got 10.10.0.5 on both sides', sides(['10.10.0.5'], ['10.30.0.5', '10.10.0.5'])],
])('refuses %s', (text, props) => expectRefused(() => traffic(props as never), text));

describe('for a pair', () => {
  const holder = { name: 'mariadb-ledger', side: 'production', rpo: Duration.seconds(60) } as DataHolder;
  const faults = (props: Partial<TrafficProps> = {}, pair: Partial<LedPair> = {}) => {
    const problems = new Problems('pair');
    const environments = [environment('production'), environment('remote-dr')] as const;
    checkTraffic(traffic(props), { environments, holders: [holder], ...pair }, problems);
    return problems.all.map(formatProblem).join('\n');
  };

  it('follow what it has', () => expect(faults()).toBe(''));

  it.each([
    ['automatic, while mariadb-ledger may lose 1 minute', { failback: 'automatic' }, {}],
    ['automatic, while a city that was away', { failback: 'automatic', records: [API] }, { holders: [] }],
    ['it follows mariadb-ledger, want one of api', {}, { holders: [] }],
    ['30 seconds, want at most 20 seconds', {}, { leaves: Duration.seconds(20) }],
    ['sides production, elsewhere', record({ sides: { production: ['10.10.0.5'], elsewhere: ['10.30.0.5'] } }), {}],
    ['10.30.0.5 on the side of production, which lies in hf-a', sides(['10.30.0.5'], ['10.30.0.7']), {}],
    ['10.11.0.5 on the side of remote-dr, which lies in sh-b', sides(['10.10.0.5'], ['10.11.0.5']), {}],
  ] as const)('refuses %s', (text, props, pair) => expect(faults(props as never, pair as never)).toContain(text));

  it('has documents for whoever keeps the name servers', () => {
    const documents = nameServerDocuments(witness, ['production', 'remote-dr'], traffic());
    expect(documents.map(({ path }) => path)).toEqual([
      'recovery/witness/README.md',
      'recovery/witness/named.conf.options',
      'recovery/witness/named.conf.tripod',
      'recovery/witness/prod.bank.example.zone',
      'recovery/witness/epoch.sh',
    ]);
    expect(documents.slice(0, -1).map(({ text }) => text)).toMatchSnapshot();
  });
});
