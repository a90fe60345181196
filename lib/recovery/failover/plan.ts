import type { Duration } from 'cdk8s';
import type { PlanStep } from '../../core';
import { entryPoints } from '../../hosts';
import { controlPlaneOf } from '../etcd/control-plane';
import { storeOf } from '../etcd/snapshots/store-of';
import type { Failover, FailoverStep } from './props';
import { readSnapshot, whatStood } from './snapshot';
import { stepNames } from './steps';
import { mirrorOf } from './volumes/mirror-of';
import { returnParts } from './volumes/return';
import { readsSnapshot, takeVolumes } from './volumes/take';

/** The steps of the plan, and of the way back, each with its time. */
export function failoverSteps(failover: Failover): readonly PlanStep[] {
  const { from, decidedBy, decision, steps } = failover;
  const cities = [...new Set(from.sites.map(({ city }) => city))].join(', ');
  const all = [
    { name: `${decidedBy} decides`, time: decision, commands: whatAnswers(failover) },
    ...stepNames(failover).map(({ step, name }) => ({ name, time: steps[step], commands: COMMANDS[step](failover) })),
  ];
  return [
    ...all.map(({ name, time, commands }, index): PlanStep => ({
      title: `Loss of ${cities}, ${index + 1} of ${all.length}: ${name} (${minutes(time)})`,
      when: 'later',
      commands,
    })),
    ...back(failover),
  ];
}

const COMMANDS: Readonly<Record<FailoverStep, (failover: Failover) => readonly string[]>> = {
  fence: ({ from }) => [
    '# Nobody in the lost city may write any more, not even when it comes back unseen. Power off, by the management',
    '# controllers or at the distribution; and the routers of the other city close every link to it. Then, from here:',
    ...silent(from.hosts.map(({ address }) => address)),
  ],
  health: ({ to }) => [
    use(to.name),
    'kubectl get --raw=/readyz',
    'kubectl wait --for=condition=Ready nodes --all --timeout=120s',
    '# No line: no pod that does not run.',
    'kubectl get pods --all-namespaces --field-selector=status.phase!=Running,status.phase!=Succeeded --no-headers',
  ],
  volumes: (failover) => {
    const mirror = mirrorOf(failover);
    return mirror === undefined ? [] : [use(failover.to.name), ...takeVolumes(failover, mirror)];
  },
  objects: (failover) => {
    const { from, to } = failover;
    const store = storeOf(from);
    if (store === undefined) return ['# No snapshot is taken of etcd: what stands in no repository is lost.'];
    // Where volumes are taken over, it was read for them, and still is.
    const mirror = mirrorOf(failover);
    const done = mirror !== undefined && readsSnapshot(mirror);
    const read = done ? [] : readSnapshot(store, from.cluster.services);
    return [use(to.name), ...read, ...whatStood()];
  },
  records: ({ from, to, dns }) => lead(endpointOf(from), addressesOf(to), dns),
  verification: ({ from, to }) => {
    const port = controlPlaneOf(to)?.endpoint.split(':').at(-1);
    const name = endpointOf(from);
    return [
      use(to.name),
      ...(name === undefined
        ? []
        : [`dig +short ${name}`, `kubectl --server=https://${name}:${port} get --raw=/readyz`]),
      '# Then every service as its users know it: log in, read, write, read again.',
    ];
  },
};

/** What still answers, before anybody decides. */
function whatAnswers({ from, decidedBy }: Failover): readonly string[] {
  const { port } = new URL(`https://${controlPlaneOf(from)?.endpoint ?? 'api:6443'}`);
  return [
    `# For ${decidedBy}: is the city lost, or only unseen from here? Ask by telephone, and look:`,
    ...addressesOf(from).map(
      (address) =>
        `curl --insecure --silent --max-time 5 https://${address}:${port}/readyz || echo "${address} is silent"`,
    ),
  ];
}

/** One step; with a mirror, one for each of its parts in between. */
function back(failover: Failover): readonly PlanStep[] {
  const { from, to, dns } = failover;
  const mirror = mirrorOf(failover);
  const title = `The way back from ${to.name} to ${from.name}, announced days before`;
  const build = `# 1. ${from.name} is built anew from its plan, with its links closed to users. Nothing that lay there is trusted.`;
  const stop = `${to.name} takes no more writes: its services are stopped in the order in which they were started.`;
  const first = [build, `# 2. ${stop}`, '# 3. Data goes back by the way by which it came, and is compared.'];
  const last = [
    `# 4. The records lead to ${from.name} again, and ${minutes(dns)} later nobody comes to ${to.name} any more:`,
    ...lead(endpointOf(from), addressesOf(from), dns),
    '# 5. Verified as a user would; then the copies to the other city run again.',
  ];
  if (mirror === undefined) return [{ title, when: 'later', commands: [...first, ...last] }];
  const parts = [
    {
      what: 'what comes',
      commands: [
        build,
        `# 2. Its volumes follow those of ${to.name}, which goes on to serve meanwhile, for hours or days.`,
        `# 3. Before volumes exchange roles: ${stop}`,
      ],
    },
    ...returnParts(failover, mirror),
    { what: 'the records', commands: last },
  ];
  return parts.map(({ what, commands }, index) => ({
    title: `${title}, ${index + 1} of ${parts.length}: ${what}`,
    when: 'later',
    commands,
  }));
}

/** Names those that answer. */
function silent(addresses: readonly string[]): readonly string[] {
  return [
    '# No line: none of them answers.',
    `for host in ${addresses.join(' ')}; do`,
    '  ping -c 1 -W 1 "$host" > /dev/null && echo "$host still answers"',
    'done',
  ];
}

function lead(name: string | undefined, addresses: readonly string[], ttl: Duration): readonly string[] {
  if (name === undefined) return ['# The records of every service, by whoever keeps them.'];
  return [
    'nsupdate -k "$SECRETS/dns.key" <<END',
    `update delete ${name}. A`,
    ...addresses.map((address) => `update add ${name}. ${ttl.toSeconds()} A ${address}`),
    'send',
    'END',
    '# And the records of every other service, by whoever keeps them.',
  ];
}

/** Name of the API of an environment; undefined where somebody else made it. */
export function endpointOf(environment: Failover['from']): string | undefined {
  return controlPlaneOf(environment)?.endpoint.split(':')[0];
}

function addressesOf(environment: Failover['from']): readonly string[] {
  return entryPoints(environment);
}

function use(name: string): string {
  return `export KUBECONFIG="$HOME/.kube/${name}.conf"`;
}

function minutes(time: Duration): string {
  return `${Math.ceil(time.toSeconds() / 60)} min`;
}
