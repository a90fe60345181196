import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { API_PORT } from 'tripod-iac';
import { nodeLabels } from '../../../../lib/core';
import { KUBEADM_CONFIG } from '../../../../lib/hosts/kubeadm/paths';
import type { Machine } from '../host/machine';
import type { World } from '../world';
import { KUBECTL } from './kubectl';

const MANIFESTS = '/etc/kubernetes/manifests';

/** Seconds in which an API server is ready: its start, a round of elections, and etcd's check of two dead peers. */
const PATIENCE = 90;

/** Seconds in which somebody answers for the API, whatever fails meanwhile. */
const ANSWER = 20;

/** Waits until the API server of a host is ready. @throws with what it says instead, after a while */
export async function untilReady(machine: Machine): Promise<void> {
  const ask = `curl --silent --insecure --max-time 2 'https://${machine.address}:${API_PORT}/readyz'`;
  const deadline = Date.now() + PATIENCE * 1000;
  for (;;) {
    const { output } = await machine.run(ask);
    if (output === 'ok') return;
    if (Date.now() > deadline)
      throw new Error(`${machine.name}: its API server is not ready: ${output || 'no answer'}`);
    await sleep(200);
  }
}

/**
 * Stores what kubeadm stores behind the first master, so that others can join: its configuration, the right of
 * administrators and of tokens, and the two add-ons, of which no pod will ever run here.
 */
export async function publish(first: Machine, world: World): Promise<void> {
  await untilReady(first);
  await first.must(`kubeadm init phase bootstrap-token --config ${KUBEADM_CONFIG}`);
  await register(first, world);
  for (const phase of ['upload-config all', 'mark-control-plane', 'addon all']) {
    await first.must(`kubeadm init phase ${phase} --config ${KUBEADM_CONFIG}`);
  }
}

/**
 * Does for the API what the kubelet of a host would: its Node, and the mirror of its etcd pod, by which kubeadm finds
 * the members when another master joins.
 */
export async function register(machine: Machine, world: World): Promise<void> {
  const host = world.layout.hosts.find(({ name }) => name === machine.name);
  if (host === undefined) throw new Error(`no host ${machine.name}`);
  // kubeadm marks no node that has not its own name as a label yet.
  const labels = { ...nodeLabels(host), 'kubernetes.io/hostname': machine.name };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: machine.name, labels } };
  await apply(machine, node);
  await mirrorEtcd(machine);
}

/** Posts the mirror of a host's etcd pod, where there is one: without it kubeadm would not know of the member. */
export async function mirrorEtcd(machine: Machine): Promise<void> {
  const { code, output } = await machine.run(`cat ${MANIFESTS}/etcd.yaml`);
  if (code !== 0) return;
  const pod = parse(output);
  await apply(machine, {
    ...pod,
    metadata: {
      ...pod.metadata,
      name: `${pod.metadata.name}-${machine.name}`,
      annotations: { ...pod.metadata.annotations, 'kubernetes.io/config.mirror': 'tripod-world' },
    },
    // As a kubelet has it: nobody may evict what it would start again at once.
    spec: { ...pod.spec, nodeName: machine.name, tolerations: [{ operator: 'Exists', effect: 'NoExecute' }] },
  });
}

/** Takes a host that is gone out of the API: its Node, and the mirror of its etcd pod. */
export async function unregister(by: Machine, name: string): Promise<void> {
  await untilDone(
    by,
    `${KUBECTL} delete --ignore-not-found node/${name} && ` +
      `${KUBECTL} --namespace kube-system delete --ignore-not-found --force --grace-period=0 pod/etcd-${name}`,
  );
}

function apply(machine: Machine, object: object): Promise<void> {
  return untilDone(machine, `${KUBECTL} apply --server-side --force-conflicts -f -`, JSON.stringify(object));
}

/** A kubelet that nobody answers asks again. @throws with what was said last, after a while */
async function untilDone(machine: Machine, script: string, input?: string): Promise<void> {
  const deadline = Date.now() + ANSWER * 1000;
  while ((await machine.run(script, { input })).code !== 0) {
    if (Date.now() > deadline) return void (await machine.must(script, { input }));
    await sleep(500);
  }
}
