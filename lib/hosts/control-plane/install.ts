import type { PlanStep } from '../../core';
import type { Host } from '../../landscape';
import type { Machines } from '../machines/machines';
import { block, line } from '../plan/block';
import { call } from '../plan/commands';
import { joinFunction, putFunction, takeKubeconfig } from '../plan/functions';
import { KEEP_KEY } from '../plan/remote';
import { BOOTSTRAP_PATH } from '../scripts/paths';
import { workersOf } from '../settings/masters';
import type { Settings } from '../settings/settings';

/** Hosts that join at once. Each asks the API servers for a few hundred objects, and registries for the same images. */
export const BATCH = 20;

/** The steps that make a cluster from hosts, in order. */
export function installation(settings: Settings): readonly PlanStep[] {
  const { masters, machines } = settings;
  const [first, ...further] = masters;
  if (first === undefined) return [];
  const others = workersOf(settings);
  return [
    ...preparation(settings),
    makeFirst(first, settings),
    ...(further.length > 0 ? [joinMasters(first, further, machines)] : []),
    ...(others.length > 0 ? [joinOthers(first, others, machines)] : []),
    {
      title: 'Take the kubeconfig of the administrator, for all that follows; nodes get ready with the network',
      commands: takeKubeconfig(settings),
    },
  ];
}

/** The steps that need no cluster: machines, and what is put onto them. */
export function preparation({ environment, machines }: Settings): readonly PlanStep[] {
  return [...machines.provision(environment.hosts), putFiles(environment.hosts, machines)];
}

function putFiles(hosts: readonly Host[], machines: Machines): PlanStep {
  return {
    title: 'Put the files on every host, and prepare it: packages, kernel, time, container runtime',
    commands: [putFunction(machines), ...hosts.map((host) => call('put', host))],
  };
}

function makeFirst(host: Host, { encryption, machines }: Settings): PlanStep {
  const { key } = encryption;
  return {
    title: `Make the first master, ${host.name}, and wait for the endpoint`,
    commands: [
      ...(key === undefined ? [] : [`${machines.pipe(host, KEEP_KEY)} < "$SECRETS/${key.name}"`]),
      machines.run(host, BOOTSTRAP_PATH),
    ],
  };
}

/** One after the other: etcd takes in one member at a time, and each must have caught up before the next. */
function joinMasters(first: Host, masters: readonly Host[], machines: Machines): PlanStep {
  return {
    title: 'Join the other masters, one by one: the shared keys pass from host to host and are stored nowhere else',
    commands: [
      joinFunction(first, machines, 'master'),
      ...block(
        'join_masters',
        masters.map((host) => line(host, call('join_master', host))),
      ),
    ],
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
