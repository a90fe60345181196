import { Duration } from 'cdk8s';
import {
  Distribution,
  type DataHolder,
  EtcdMirror,
  EtcdSnapshots,
  type EtcdSnapshotsProps,
  Fence,
  Lasting,
  MariaDb,
  type Objectives,
  type Platform,
  planDocuments,
  Problems,
  SecretValue,
  SitePair,
  Standby,
  Traffic,
  TripodError,
} from 'tripod-iac';
import { environment } from '../support/bank';
import { guarded, traffic } from './pair/guarded';
import { paired, POWER, SERVERS, sides, witness } from './pair/sides';

// Environments are dear to make: what only reads them shares them, and a refused component leaves nothing behind.
const shared = sides();
const judge = witness();
let made = 0;

/** A pair with one thing wrong. */
const pair = (props: object) => () =>
  new SitePair(shared.from, `pair-${(made += 1)}`, {
    with: shared.to,
    standby: Standby.warm(),
    fence: POWER,
    ...props,
  });

/** A whole pair, asked what is wrong with it. */
const whole = (...asked: Parameters<typeof paired>) => completed(() => paired(...asked).pair);

function completed(make: () => SitePair): () => void {
  return () => {
    const problems = new Problems('');
    make().checkComplete(problems);
    problems.throwIfAny();
  };
}

const HOURS = (hours: number) => ({ city: { rpo: Duration.hours(hours), rto: Duration.hours(4) } });
const snapshots =
  (props: Partial<EtcdSnapshotsProps>, objectives: Objectives = HOURS(1)) =>
  () =>
    new EtcdSnapshots(environment('production', { objectives }), 'it', {
      endpoint: 'https://s3.hefei.bank.example',
      bucket: 'etcd',
      storeSite: 'hf-a',
      ...props,
    });

const access = (side: string) => ({
  endpoints: [`https://${side}.bank.example:2379`],
  ca: SecretValue.from(`${side}/ca`),
  certificate: SecretValue.from(`${side}/certificate`),
  key: SecretValue.from(`${side}/key`),
});

/** A mirror of keys with one thing wrong, made where they go. */
const mirror = (props: object) => () =>
  new EtcdMirror(shared.to, `mirror-${(made += 1)}`, {
    from: shared.from,
    source: access('source'),
    destination: access('destination'),
    prefixes: ['/apisix/'],
    ...props,
  });

const volumes = { storageClassName: 'local', shared: false };
const database = (props: object) => () =>
  new MariaDb(shared.from, `db-${(made += 1)}`, { witness: judge, volumes, ...props });

const records = (props: object) => () =>
  Traffic.dns({
    witness: judge,
    records: [
      { name: 'api.bank.example', follows: 'api', sides: { production: ['10.10.0.5'], 'remote-dr': ['10.30.0.5'] } },
    ],
    ...props,
  });

const step = {
  id: 'open',
  title: 'Open',
  time: Duration.seconds(5),
  verify: ['true'],
  undo: new Lasting('it is open'),
};

/** A plan with one thing wrong. */
const plan = (props: object) => () =>
  planDocuments({
    name: 'city-failover',
    kind: 'city-failover',
    title: 'The loss of a city',
    from: 'production',
    to: 'remote-dr',
    fence: Fence.attested('the head of network', 'the head of data centres'),
    actions: [
      { ...step, id: 'fence', phase: 'fence', commands: ['true'] },
      { ...step, phase: 'data', commands: ['true'] },
    ],
    decidedBy: 'the crisis manager on duty',
    approvals: 2,
    ...props,
  });

const data = { ...step, phase: 'data', commands: ['true'] };

it.each<[string, () => unknown, RegExp]>([
  // What keeps two sides from writing.
  [
    'a promotion without a fence',
    plan({ fence: undefined }),
    /open {2}fence: got a promotion in a plan without a fence/,
  ],
  ['a fence that no step carries out', plan({ actions: [data] }), /want a step that carries out the fence/],
  ['a pair without a fence', pair({ fence: undefined }), /fence: got nothing, want a Fence/],
  ['a fence by its name', pair({ fence: 'self' }), /fence: got self, want a Fence/],
  [
    'a side that fences itself without a witness',
    pair({ fence: Fence.self() }),
    /want a third vote: .* nor|neither side has more than half/,
  ],
  [
    'a fence that the plan executes on what is lost',
    pair({ fence: Fence.executed() }),
    /fence: .* want one that holds where that side cannot be reached/,
  ],
  ['a witness by its name', pair({ witness: 'ns-1' }), /witness: got ns-1, want a Witness/],
  [
    'a witness in the city that it judges',
    pair({
      witness: witness({
        servers: SERVERS.map((each, at) => ({ ...each, site: ['sh-a', 'beijing', 'chengdu'][at]! })),
      }),
    }),
    /witness: got a server at sh-a in shanghai, where production stands/,
  ],
  [
    'a witness at an address of the city that takes over',
    pair({ witness: witness({ servers: SERVERS.map((each, at) => ({ ...each, address: `10.30.0.${20 + at}` })) }) }),
    /witness: got ns-1 with 10\.30\.0\.20/,
  ],
  ['two votes', () => witness({ servers: SERVERS.slice(0, 2) }), /servers: got 2, want 1, 3 or 5/],
  [
    'two votes of one machine',
    () => witness({ servers: SERVERS.map((each) => ({ ...each, address: '192.0.2.1' })) }),
    /servers: got address 192\.0\.2\.1 twice/,
  ],
  ['a lease of a second', () => witness({ lease: Duration.seconds(1) }), /lease: got 1 seconds/],
  ['a lease of an hour', () => witness({ lease: Duration.hours(1) }), /lease: got 3600 seconds/],
  [
    'a fence from outside that nobody carries out',
    () => planOf(Fence.external({ what: 'power', by: '' })),
    /by: got an empty text/,
  ],
  ['two attestations by one role', () => Fence.attested('the shift', 'the shift'), /the shift/],
  // The two sides.
  ['no other side', pair({ with: undefined }), /with: got nothing, want another Environment/],
  [
    'itself as the other side',
    () => new SitePair(shared.from, 'self', { with: shared.from, standby: Standby.warm(), fence: POWER }),
    /with: got production, want another Environment/,
  ],
  [
    'a side in the same city',
    pair({ with: environment('test') }),
    /with: got test, with sh-t in shanghai, want sites in another city/,
  ],
  [
    'warm and cold mixed',
    pair({ standby: { kind: 'cold', warm: true } }),
    /standby: got .*, want a Standby: .*; not both/,
  ],
  [
    'cold, while the other side runs a cluster',
    pair({ standby: Standby.cold({ snapshots: shared.from.node.findChild('snapshots') as EtcdSnapshots }) }),
    /standby: got Standby\.cold\(…\), while remote-dr runs a cluster of its own/,
  ],
  [
    'an older Kubernetes there',
    whole({}, { there: { distribution: Distribution.kubernetes('1.34.1') } }),
    /kubernetes: got 1\.34\.1 in remote-dr, want not older/,
  ],
  [
    'certificates without the name of the API',
    whole({}, { masters: { certSANs: [] } }),
    /certSANs: .*; fix: add 'api\.production\.bank\.example'/,
  ],
  [
    'one endpoint for both',
    whole({}, { masters: { endpoint: 'api.production.bank.example' } }),
    /endpoint: .* want another than/,
  ],
  ['another port of the API', whole({}, { masters: { loadBalancerPort: 9443 } }), /port: got 9443/],
  [
    'an image in another version',
    whole(
      {},
      { environment: { images: { app: { repository: 'r.bank.example/app', tag: '2' } } }, there: { images: {} } },
    ),
    /image\/app: got not there in remote-dr/,
  ],
  [
    'a namespace that is here only',
    whole({}, { fill: (each) => each.name === 'production' && each.namespace('ledger') }),
    /namespace\/ledger: got not there/,
  ],
  [
    'an exception for what is not there',
    whole({ exceptions: [{ of: 'gone', reason: 'nobody misses it' }] }),
    /exceptions\[0\]: got gone/,
  ],
  [
    'an exception without a reason',
    pair({ exceptions: [{ of: 'logging', reason: 'so' }] }),
    /exceptions\[0\]\.reason: got so/,
  ],
  [
    'a second pair of the same side',
    () => {
      const both = paired();
      return new SitePair(both.from, 'other', { with: both.to, standby: Standby.warm(), fence: POWER });
    },
    /with: got production and remote-dr, already of production\/pair/,
  ],
  // People and times.
  ['nobody who decides', pair({ decidedBy: ' ' }), /decidedBy: got a blank text/],
  ['three approvals', pair({ approvals: 3 }), /approvals: got 3, want 1 or 2/],
  ['a decision that takes no time', pair({ decision: Duration.seconds(0) }), /decision: got 0 seconds/],
  ['a TTL of half a second', pair({ dns: Duration.millis(500) }), /dns: got 0\.5 seconds/],
  ['times of what is no part', pair({ times: { sleep: Duration.minutes(1) } }), /times\.sleep: got a time/],
  ['things without names', pair({ covers: ['', 5] }), /covers: got an empty text, 5/],
  // Snapshots.
  [
    'an RPO of 5 minutes with hourly snapshots',
    snapshots({ interval: Duration.hours(1) }, { city: { rpo: Duration.minutes(5), rto: Duration.hours(4) } }),
    /interval: got 1 hour and .*: loses up to .*, want at most 5 minutes/,
  ],
  [
    'a store at a site that it protects',
    snapshots({ storeSite: 'sh-a' }),
    /storeSite: got sh-a, one of the sites that the store protects/,
  ],
  [
    'a store in the city that is promised to be survived',
    snapshots({ storeSite: 'sh-t' }),
    /storeSite: got sh-t in shanghai, the city of the cluster/,
  ],
  // Mirrors of keys.
  [
    'a mirror of /registry/leases',
    mirror({ prefixes: ['/registry/leases/'], fence: Fence.self() }),
    /prefixes\[0\]: got \/registry\/leases\//,
  ],
  [
    'a mirror of all that Kubernetes has',
    mirror({ prefixes: ['/registry/'], fence: Fence.self() }),
    /prefixes\[0\]: got \/registry\//,
  ],
  [
    'keys of Kubernetes without a fence',
    mirror({ prefixes: ['/registry/configmaps/'] }),
    /want a fence: an API server on the other side/,
  ],
  ['a mirror of nothing', mirror({ prefixes: [] }), /prefixes: got an empty list/],
  [
    'a mirror without a prefix at its destination',
    mirror({ destinationPrefix: '' }),
    /destinationPrefix: got an empty text/,
  ],
  [
    'a mirror in plain text',
    mirror({ source: { ...access('source'), endpoints: ['http://10.0.0.1:2379'] } }),
    /source\.endpoints: .*want https/,
  ],
  [
    'a mirror onto itself',
    mirror({ destination: access('source') }),
    /destination\.endpoints: .*want another etcd than the source/,
  ],
  ['one mirror inside of another', mirror({ prefixes: ['/a/', '/a/b/'] }), /got \/a\/b\/ inside of \/a\//],
  // Databases.
  ['a database without a witness', database({ witness: undefined }), /witness: got nothing/],
  ['a database on a host that is not there', database({ hosts: ['nowhere'] }), /hosts: got .*nowhere/],
  ['a GTID domain that is none', database({ domain: 0 }), /domain: got 0/],
  [
    'data that nobody paired with its copy',
    completed(() => guarded((own) => ({ data: [], traffic: traffic(own, 'api') })).make()),
    /data: got nothing of production\/ledger, which remote-dr\/ledger follows/,
  ],
  [
    'data the wrong way round',
    () => {
      const { ledger, copy, make } = guarded(() => ({ traffic: undefined }));
      return make({ data: [[copy, ledger]] });
    },
    /data\[0\]\[0\]: got mariadb-ledger of remote-dr, want what holds data of production/,
  ],
  [
    'data that asks another witness',
    () => guarded(() => ({ traffic: undefined, witness: witness() })).make(),
    /data\[0\]: got production\/ledger, which asks another witness/,
  ],
  // Records.
  [
    'an automatic fail-back with an RPO above zero',
    () =>
      guarded((own) => ({
        traffic: Traffic.dns({ witness: own, records: traffic(own).records, failback: 'automatic' }),
      })).make(),
    /traffic\.failback: got automatic, while mariadb-ledger may lose/,
  ],
  [
    'records that follow what the pair has not',
    () => guarded((own) => ({ traffic: traffic(own, 'mariadb-other') })).make(),
    /follows mariadb-other/,
  ],
  [
    'records of another witness',
    () => guarded(() => ({ traffic: traffic(witness()) })).make(),
    /traffic: got records of another witness/,
  ],
  ['records that live for an hour', records({ ttl: Duration.hours(1) }), /ttl: got 3600 seconds/],
  ['records without a witness', records({ witness: undefined }), /witness: got nothing/],
  // Plans.
  ['a plan without a step', plan({ actions: [] }), /actions: got an empty list/],
  [
    'a step twice',
    plan({
      actions: [
        { ...data, id: 'a', phase: 'fence' },
        { ...data, id: 'a' },
      ],
    }),
    /actions: got a twice/,
  ],
  [
    'a step that takes no time',
    plan({ actions: [{ ...data, phase: 'fence', time: Duration.seconds(0) }] }),
    /time: got 0 seconds/,
  ],
  ['a step that nobody looks at', plan({ actions: [{ ...data, phase: 'fence', verify: [] }] }), /verify: got nothing/],
  [
    'a step without a way back that does not say why',
    plan({ actions: [{ ...data, phase: 'fence', undo: [] }] }),
    /undo: got nothing/,
  ],
  [
    'data before the fence',
    plan({ actions: [data, { ...step, id: 'fence', phase: 'fence', commands: ['true'] }] }),
    /phase: got fence, after open \(data\)/,
  ],
])('%s is refused, with its place and what mends it', (_, run, want) => {
  const error = refused(run);
  expect(error.message).toMatch(want);
  for (const { path, want: wanted, fix } of error.problems) {
    expect([typeof path, wanted.length > 3, fix.length > 3]).toEqual(['string', true, true]);
  }
});

function refused(run: () => unknown): TripodError {
  try {
    run();
  } catch (error) {
    if (error instanceof TripodError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** A fence, used where a plan needs it. */
function planOf(fence: Fence): unknown {
  return plan({ fence })();
}

/** The compiler refuses a promotion without a fence, and a pair without one. */
export function refusedByTypes(holder: DataHolder, platform: Platform): void {
  // @ts-expect-error nobody opens data without a fence
  holder.open();
  // @ts-expect-error no pair without a fence
  new SitePair(platform, 'pair', { with: shared.to, standby: Standby.warm() });
}
