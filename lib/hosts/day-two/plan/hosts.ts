import type { PlanStep } from '../../../core';
import type { Host } from '../../../landscape';
import { joinFunction, putFunction } from '../../plan/functions';
import { vipSites, workersOf } from '../../settings/masters';
import type { Machines } from '../../machines/machines';
import type { Settings } from '../../settings/settings';
import { ETCD_DATA, EVENTS_DATA } from '../../etcd/paths';
import { STATE } from '../../scripts/paths';
import { block, line } from '../../plan/block';
import { ARGUMENTS, call, DRAIN, tripod } from '../../plan/commands';
import { PUBLISH, SETTLED } from '../../plan/remote';
import { forget, leave } from './etcd';

/** Whether a host is the one of the name that it reads: an address may be mistaken, or belong to another one by now. */
const NAMED =
  'read -r name && own=$(uname -n) && { [ "${own%%.*}" = "$name" ] || { echo "this host is called $own, not $name" >&2; false; }; }';

/** What is left of a member that is none any more. Rules of the packet filter go with the reboot. */
const LEFT = [
  'kubeadm reset --force',
  'systemctl disable --now kubelet',
  `rm -rf /etc/kubernetes /etc/cni/net.d /etc/tripod ${STATE} /var/lib/kubelet ${ETCD_DATA} ${EVENTS_DATA}`,
].join(' && ');

/** Functions by which a host goes: none is touched that has another name, and only one that says so counts as wiped. */
function partings(machines: Machines): readonly string[] {
  const wipe = `${NAMED} && { ${LEFT}; } >&2 && echo wiped && systemctl reboot`;
  return [
    `named() { echo "$1" | ${machines.pipe(ARGUMENTS, NAMED)} || { echo "$2 does not answer as $1; nothing was done there" >&2; false; }; }`,
    '# The connection may end with the host: what counts is its word.',
    'wipe() {',
    `  [ "$(echo "$1" | ${machines.pipe(ARGUMENTS, wipe)})" = wiped ] || { echo "$1 was not wiped; mend it, and run this again" >&2; false; }`,
    '}',
  ];
}

/** Hosts that come and go. The landscape says it first; what follows takes it from the output. */
export function hostSteps(settings: Settings): readonly PlanStep[] {
  const [first] = settings.masters;
  if (first === undefined) return [];
  const steps = [
    addMasters(settings, first),
    ...removeMaster(settings, first),
    addWorkers(settings, first),
    removeWorker(settings),
  ];
  return steps.map((step) => ({ ...step, when: 'later' as const }));
}

/** What the masters that stay must learn: back ends and VRRP peers first, then names and arguments of the API servers. */
function learn({ masters, machines }: Settings, first: Host) {
  return {
    functions: [putFunction(machines), `settled() { ${machines.run(ARGUMENTS, SETTLED)}; }`],
    share: [
      ...masters.map((host) => line(host, `${call('put', host)} && ${call('settled', host)}`)),
      line(first, machines.run(first, PUBLISH)),
    ],
    adopt: masters.map((host) => line(host, tripod(machines, host, 'reconfigure'))),
  };
}

function addMasters(settings: Settings, first: Host): Omit<PlanStep, 'when'> {
  const { masters, machines } = settings;
  const { functions, share, adopt } = learn(settings, first);
  return {
    title:
      'Add masters: an odd number stays odd. First to the landscape, as the last of their site, and synth; then this, which joins every master that is none yet',
    commands: [
      ...functions,
      joinFunction(first, machines, 'master'),
      ...block('add_masters', [
        ...share,
        ...masters.slice(1).map((host) => line(host, call('join_master', host))),
        ...adopt,
      ]),
    ],
  };
}

/** Three blocks, since what goes is named by hand between the first and the last. */
function removeMaster(settings: Settings, first: Host): readonly Omit<PlanStep, 'when'>[] {
  const { environment, machines } = settings;
  const { functions, share, adopt } = learn(settings, first);
  return [
    {
      title:
        'Remove a master, 1 of 3, and a second one so that the number stays odd: first from the landscape, and synth; then this, after which no load balancer leads to it',
      commands: [...functions, ...block('leave_out', share)],
    },
    {
      title:
        'Remove a master, 2 of 3: with the name and the address that it had, once the block before has said that it is done',
      commands: [
        ...partings(machines),
        'leave() {',
        '  named "$1" "$2" &&',
        ...(vipSites(environment).length === 0
          ? []
          : [`    { ${machines.run(ARGUMENTS, 'systemctl disable --now keepalived || true')}; } &&`]),
        `    ${DRAIN} &&`,
        ...leave(settings).map((command) => `    ${command} &&`),
        ...forget(settings, first, ' --force').map((command) => `    ${command} &&`),
        '    wipe "$1" "$2" &&',
        '    kubectl delete node "$1"',
        '}',
        '# leave NAME ADDRESS',
      ],
    },
    {
      title: 'Remove a master, 3 of 3: once it has left, the API servers that stay forget its name',
      commands: block('forget_master', adopt),
    },
  ];
}

function addWorkers(settings: Settings, first: Host): Omit<PlanStep, 'when'> {
  const { machines } = settings;
  const others = workersOf(settings);
  return {
    title: 'Add a worker: first to the landscape, and synth; then this, with its name and address',
    commands: [
      putFunction(machines),
      joinFunction(first, machines, 'node'),
      'add() { put "$1" "$2" && join "$1" "$2" && kubectl wait --for=condition=Ready "node/$1" --timeout=10m; }',
      ...(others.length === 0
        ? ['# add NAME ADDRESS']
        : [`# add NAME ADDRESS, as in: ${call('add', others[others.length - 1]!)}`]),
    ],
  };
}

function removeWorker({ machines }: Settings): Omit<PlanStep, 'when'> {
  return {
    title: 'Remove a worker: this first, with its name and address; then from the landscape, and synth',
    commands: [
      ...partings(machines),
      `remove() { named "$1" "$2" && ${DRAIN} && wipe "$1" "$2" && kubectl delete node "$1"; }`,
      '# remove NAME ADDRESS',
    ],
  };
}
