import { Duration } from 'cdk8s';
import { Fact, fixed, systems } from 'tripod-iac';
import { type Loss, loss } from 'tripod-iac/proof';
import { auto, type Case, human, UNTOUCHED, type Want } from './case';
import { hostsOf, type Layout, layout, shown } from './layout';

const MOVES =
  'kube-controller-manager and DefaultTolerationSeconds: a node is found, 300 s until eviction, and a start';
const SPREAD = 'Kubernetes documentation, "Pod Topology Spread Constraints"';
const POLICY = `${SPREAD}, nodeTaintsPolicy: Ignore by default, so that a lost domain counts as empty`;
const AFFINITY = 'Kubernetes documentation, "Inter-pod affinity and anti-affinity", required';
const VOLUME =
  'Kubernetes documentation, "Non-graceful node shutdown": a volume is not detached from a node that may live';
const TYPHA = 'tigera/operator pkg/common/autoscale.go: three from five nodes on; Typha takes a port of its host';

type Props = Omit<Parameters<typeof systems.deployment>[1], 'hosts'>;

/** Every host may carry pods. */
function row(sites: Layout, props: Props, failure: Loss, want: Want, source: string): Case {
  const { replicas, fencing, start, ...others } = props;
  const details = [
    ...Object.entries(others).map(([name, value]) => `${name} ${value}`),
    ...[fencing].flatMap((time) => (time ? `fencing after ${time.toSeconds()} s` : [])),
    ...[start].flatMap((time) => (time ? `start in ${time.toSeconds()} s` : [])),
  ];
  return {
    name: `${[`${replicas} pods on ${shown(sites)}`, ...details].join(', ')}: ${failure.name}`,
    landscape: layout(sites),
    facts: systems.deployment('pods', { hosts: hostsOf(sites), ...props }),
    failure,
    thing: 'pods',
    want,
    source,
  };
}

const a1 = loss.host('a1');
const A = loss.site('a');
/** Found after 79 s, since the controller that looks may have been lost, too: until then the endpoints hold a pod that does not answer. */
const MOVED = auto('available', 'safe', 79_000);
const FEWER = auto('degraded', 'safe', 79_000);
/** 84 + 300 + 60 s: what was found is tainted, evicted and started. */
const GAP = auto('available', 'safe', 444_000);
/** Ten seconds later: of a site, hosts are evicted one after the other. */
const LATER = auto('available', 'safe', 454_000);
const DOWN = human('down', 'safe');
const APART = { antiAffinity: 'host' } as const;

const hosts = [
  row({ a: 6 }, { replicas: 3, ...APART }, a1, MOVED, TYPHA),
  row({ a: 3 }, { replicas: 3, ...APART }, a1, FEWER, AFFINITY),
  row({ a: 3 }, { replicas: 1 }, a1, GAP, MOVES),
  row({ a: 3 }, { replicas: 2 }, a1, GAP, `${SPREAD}: what is only preferred may leave both on one host`),
  row({ a: 2 }, { replicas: 2, spread: 'host' }, a1, FEWER, POLICY),
  row({ a: 3 }, { replicas: 2, spread: 'host' }, a1, MOVED, SPREAD),
  row({ a: 2 }, { replicas: 2, spread: 'host', countsLost: false }, a1, MOVED, `${SPREAD}, nodeTaintsPolicy: Honor`),
  row({ a: 2 }, { replicas: 2, ...APART }, a1, FEWER, AFFINITY),
  row({ a: 2 }, { replicas: 2, ...APART, minimum: 2 }, a1, DOWN, AFFINITY),
  row({ a: 3 }, { replicas: 2, ...APART, minimum: 2 }, a1, GAP, MOVES),
  row({ a: 4 }, { replicas: 3, ...APART, minimum: 2 }, a1, MOVED, AFFINITY),
  row({ a: 3 }, { replicas: 2, ...APART }, a1.and(loss.host('a2')), auto('degraded', 'safe', 454_000), MOVES),
  row({ a: 2 }, { replicas: 2 }, a1.and(loss.host('a2')), DOWN, 'no host is left'),
  row({ a: 4 }, { replicas: 3, start: Duration.seconds(5) }, a1, auto('available', 'safe', 389_000), MOVES),
  row({ a: 3 }, { replicas: 1 }, loss.power('a1'), GAP, MOVES),
];

const sites = [
  row({ a: 1, b: 1, c: 1 }, { replicas: 3, spread: 'site' }, A, FEWER, POLICY),
  row({ a: 1, b: 1, c: 1 }, { replicas: 3, spread: 'site', countsLost: false }, A, MOVED, SPREAD),
  row({ a: 2, b: 2 }, { replicas: 2 }, A, LATER, SPREAD),
  row({ a: 2, b: 2 }, { replicas: 2, antiAffinity: 'site' }, A, FEWER, AFFINITY),
  row({ a: 2, b: 2 }, { replicas: 3, ...APART }, A, auto('degraded', 'safe', 79_000), AFFINITY),
  row({ a: 3, b: 1 }, { replicas: 3, ...APART }, A, auto('degraded', 'safe', 464_000), AFFINITY),
  row({ a: [2, 2, 2] }, { replicas: 3, antiAffinity: 'rack' }, loss.rack('a', 'r1'), FEWER, AFFINITY),
];

const volumes = [
  row({ a: 3 }, { replicas: 1, volume: true }, a1, DOWN, VOLUME),
  row({ a: 3 }, { replicas: 2, volume: true, ...APART }, a1, FEWER, VOLUME),
  row({ a: 3 }, { replicas: 2, volume: true }, a1, DOWN, `${VOLUME}; both may stand on one host`),
  row(
    { a: 3 },
    { replicas: 1, volume: true, fencing: Duration.seconds(60) },
    a1,
    auto('available', 'safe', 504_000),
    `${VOLUME}; J6: the sum of the named timers`,
  ),
];

const PDB = 'Kubernetes documentation, "Disruptions": the next is evicted when the first is ready elsewhere';

const drains = [
  row({ a: 3 }, { replicas: 2, maxUnavailable: 1 }, loss.drain('a1'), UNTOUCHED, PDB),
  row({ a: 3 }, { replicas: 2, ...APART }, loss.drain('a1'), UNTOUCHED, AFFINITY),
  row({ a: 2 }, { replicas: 2, ...APART, maxUnavailable: 1 }, loss.drain('a1'), auto('degraded', 'safe', 0), AFFINITY),
  row({ a: 2 }, { replicas: 2, ...APART }, loss.drain('a1').then(loss.host('a2')), DOWN, AFFINITY),
  row({ a: 2, b: 1 }, { replicas: 2, ...APART }, loss.drain('a1').then(loss.host('b1')), FEWER, AFFINITY),
];

/** Pods of a fixed host, as static pods and daemon sets are. */
const fixedPods: readonly Case[] = (
  [
    ['host a1', a1, auto('degraded', 'safe', 6000)],
    ['drain of a1', loss.drain('a1'), UNTOUCHED],
    ['all hosts', A, DOWN],
  ] as const
).map(([name, failure, want]) => ({
  name: `static pods on three masters: ${name}`,
  landscape: layout({ a: 3 }),
  facts: [
    Fact.replicas('api', {
      groups: fixed(['a1', 'a2', 'a3']),
      reactions: [{ to: 'host', timers: [{ name: 'load balancer takes it out', time: Duration.seconds(6) }] }],
    }),
  ],
  failure,
  thing: 'api',
  want,
  source: 'J2: a drained host keeps its static pods; test/drills/ha: two checks of three seconds',
}));

export const DEPLOYMENTS: readonly Case[] = [...hosts, ...sites, ...volumes, ...drains, ...fixedPods];
