import type { PlanStep } from '../../core';
import type { Host } from '../../landscape';
import { BOOTSTRAP_PATH, HANDED_OVER, INVITE_PATH } from '../scripts/paths';
import { PREPARATION } from '../bootstrap/script';
import { ENCRYPTION_FOLDER, ENCRYPTION_KEYS } from '../encryption/configuration';
import type { Machines, Target } from '../machines/machines';
import type { Settings } from '../settings/settings';

/** Where the files of a host lie before they are put into place. */
const INBOX = '/root/tripod';

/** Hosts that join at once. Each asks the API servers for a few hundred objects, and registries for the same images. */
const BATCH = 20;

/** The host that a shell function is called for: by its name, then its address. */
const ARGUMENTS: Target = { name: '$1', address: '$2' };

/** The steps that make a cluster from hosts, in order. */
export function installation(settings: Settings): readonly PlanStep[] {
  const { environment, masters, machines } = settings;
  const [first, ...further] = masters;
  if (first === undefined) return [];
  const others = environment.hosts.filter((host) => !masters.includes(host));
  return [
    ...machines.provision(environment.hosts),
    putFiles(environment.hosts, machines),
    makeFirst(first, settings),
    ...(further.length > 0 ? [joinMasters(first, further, machines)] : []),
    ...(others.length > 0 ? [joinOthers(first, others, machines)] : []),
    {
      title: 'Take the kubeconfig of the administrator, for all that follows; nodes get ready with the network',
      commands: takeKubeconfig(settings),
    },
  ];
}

/**
 * A function that puts the files of a host into place, and makes what needs no cluster. Also for hosts that are there.
 * @param steps of the bootstrap that follow
 */
export function putFunction(machines: Machines, steps: readonly string[] = PREPARATION): string {
  const remote = [
    // Hardened hosts have a stricter one, and haproxy, who is not root, could not enter its folder.
    'umask 022',
    `rm -rf ${INBOX}`,
    `mkdir -p ${INBOX}`,
    `tar -C ${INBOX} -xf -`,
    `sh ${INBOX}/_common/install.sh`,
    ...(steps.length === 0 ? [] : [`${BOOTSTRAP_PATH} ${steps.join(' ')}`]),
  ];
  return `put() { tar -C hosts -cf - _common "$1" | ${machines.pipe(ARGUMENTS, remote.join(' && '))} || ${again('put')}; }`;
}

/** A function that has a master invite a host, which then joins. Called again, it finishes what was interrupted. */
export function joinFunction(inviter: Host, machines: Machines, as: 'master' | 'node'): string {
  const name = as === 'master' ? 'join_master' : 'join';
  // etcd may know the address of a master from former times.
  const invite =
    as === 'master'
      ? `echo "$2" | ${machines.pipe(inviter, `${INVITE_PATH} --master`)}`
      : machines.run(inviter, INVITE_PATH);
  const accept = `(umask 077 && mkdir -p ${HANDED_OVER} && tar -C ${HANDED_OVER} -xf -) && ${BOOTSTRAP_PATH}`;
  return `${name}() { ${invite} | ${machines.pipe(ARGUMENTS, accept)} || ${again(name)}; }`;
}

/** Commands that fetch the administrator's kubeconfig from the first master. */
export function takeKubeconfig({ environment, masters: [first], machines }: Settings): readonly string[] {
  if (first === undefined) return [];
  const target = `"$HOME/.kube/${environment.name}.conf"`;
  return [
    `mkdir -p "$HOME/.kube" && (umask 077 && ${machines.run(first, 'cat /etc/kubernetes/admin.conf')} > ${target})`,
    `export KUBECONFIG=${target}`,
    'kubectl get nodes',
  ];
}

function putFiles(hosts: readonly Host[], machines: Machines): PlanStep {
  return {
    title: 'Put the files on every host, and prepare it: packages, kernel, time, container runtime',
    commands: [putFunction(machines), ...hosts.map((host) => call('put', host))],
  };
}

function makeFirst(host: Host, { encryption, machines }: Settings): PlanStep {
  const { key } = encryption;
  // Never over one that is there: what is stored could not be read any more.
  const store = `umask 077 && mkdir -p ${ENCRYPTION_FOLDER} && { [ -s ${ENCRYPTION_KEYS} ] || cat > ${ENCRYPTION_KEYS}; }`;
  return {
    title: `Make the first master, ${host.name}, and wait for the endpoint`,
    commands: [
      ...(key === undefined
        ? []
        : [`printf 'key1:%s\\n' "$(cat "$SECRETS/${key.name}")" | ${machines.pipe(host, store)}`]),
      machines.run(host, BOOTSTRAP_PATH),
    ],
  };
}

/** One after the other: etcd takes in one member at a time, and each must have caught up before the next. */
function joinMasters(first: Host, masters: readonly Host[], machines: Machines): PlanStep {
  return {
    title: 'Join the other masters, one by one: the shared keys pass from host to host and are stored nowhere else',
    commands: [joinFunction(first, machines, 'master'), ...masters.map((host) => call('join_master', host))],
  };
}

function joinOthers(first: Host, hosts: readonly Host[], machines: Machines): PlanStep {
  const batches = Array.from({ length: Math.ceil(hosts.length / BATCH) }, (_, index) =>
    hosts.slice(index * BATCH, (index + 1) * BATCH),
  );
  return {
    title: `Join the other hosts, ${BATCH} at a time, each with a token of its own that ends after half an hour`,
    commands: [
      joinFunction(first, machines, 'node'),
      ...batches.flatMap((batch) => [...batch.map((host) => `${call('join', host)} &`), 'wait']),
    ],
  };
}

function call(name: string, host: Host): string {
  return `${name} ${host.name} ${host.address}`;
}

/** Said when a function failed: the lines after it have been pasted already. */
function again(name: string): string {
  return `echo "failed, run again: ${name} $1 $2" >&2`;
}
