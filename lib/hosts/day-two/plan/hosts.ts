import type { PlanStep } from '../../../core';
import type { Host } from '../../../landscape';
import { joinFunction, putFunction } from '../../control-plane/install';
import { vipSites } from '../../settings/masters';
import type { Settings } from '../../settings/settings';
import { HEALTH_PORT } from '../../ports';
import { READY_PATH } from '../../load-balancer/haproxy';
import { ARGUMENTS, call, DRAIN, tripod } from '../../plan/commands';
import { forget, leave } from './etcd';

/** The kubelet looks for changed manifests every 20 seconds; then the load balancer ends, within 30. */
const ROLL_SECONDS = 25;

/** Says that a host is a member: `tripod-bootstrap` writes it at the end of the join. */
const JOINED = '/var/lib/tripod/joined';

/** What is left of a member that is none any more. Rules of the packet filter go with the reboot. */
const WIPE = [
  'kubeadm reset --force',
  'systemctl disable --now kubelet',
  'rm -rf /etc/kubernetes /etc/cni/net.d /etc/tripod /var/lib/tripod /var/lib/kubelet /var/lib/etcd /var/lib/etcd-events',
  'systemctl reboot',
].join(' && ');

/** Hosts that come and go. The landscape says it first; what follows takes it from the output. */
export function hostSteps(settings: Settings): readonly PlanStep[] {
  const [first] = settings.masters;
  if (first === undefined) return [];
  const steps = [
    addMasters(settings, first),
    removeMaster(settings, first),
    addWorkers(settings, first),
    removeWorker(settings),
  ];
  return steps.map((step) => ({ ...step, when: 'later' as const }));
}

/** What the masters that stay must learn: back ends and VRRP peers first, then names and arguments of the API servers. */
function learn({ masters, machines }: Settings, first: Host) {
  const probe = `curl --silent --fail --noproxy "*" --max-time 2 --output /dev/null http://127.0.0.1:${HEALTH_PORT}${READY_PATH}`;
  // One that is about to join has no load balancer yet.
  const settled = `[ -f ${JOINED} ] || exit 0; sleep ${ROLL_SECONDS}; for i in $(seq 60); do ${probe} && exit 0; sleep 1; done; exit 1`;
  return {
    functions: [putFunction(machines), `settled() { ${machines.run(ARGUMENTS, settled)}; }`],
    share: [
      ...masters.map((host) => `${call('put', host)} && ${call('settled', host)}`),
      machines.run(first, 'kubeadm init phase upload-config kubeadm --config /etc/kubernetes/kubeadm.yaml'),
    ],
    adopt: masters.map((host) => tripod(machines, host, 'reconfigure')),
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
      ...share,
      ...masters.slice(1).map((host) => call('join_master', host)),
      ...adopt,
    ],
  };
}

function removeMaster(settings: Settings, first: Host): Omit<PlanStep, 'when'> {
  const { functions, share, adopt } = learn(settings, first);
  return {
    title:
      'Remove a master, and a second one so that the number stays odd: first from the landscape, and synth; then this, with the name and the address that it had',
    commands: [
      ...functions,
      '# From here on no load balancer leads to it.',
      ...share,
      'leave() {',
      ...(vipSites(settings.environment).length === 0
        ? []
        : [`  ${settings.machines.run(ARGUMENTS, 'systemctl disable --now keepalived || true')} &&`]),
      `  ${DRAIN} &&`,
      ...leave(settings).map((command) => `    ${command} &&`),
      ...forget(settings, first, ' --force').map((command) => `    ${command} &&`),
      `    { ${settings.machines.run(ARGUMENTS, WIPE)} || [ $? -eq 255 ]; } &&`,
      '    kubectl delete node "$1"',
      '}',
      '# leave NAME ADDRESS',
      ...adopt,
    ],
  };
}

function addWorkers({ environment, masters, machines }: Settings, first: Host): Omit<PlanStep, 'when'> {
  const others = environment.hosts.filter((host) => !masters.includes(host));
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
      'remove() {',
      `  ${DRAIN} && kubectl delete node "$1" &&`,
      `    { ${machines.run(ARGUMENTS, WIPE)} || [ $? -eq 255 ]; }`,
      '}',
      '# remove NAME ADDRESS',
    ],
  };
}
