import { KUBEADM_CONFIG, REJOIN_CONFIG } from '../../../../lib/hosts/kubeadm/paths';
import type { Machine } from '../host/machine';
import type { World } from '../world';
import { publish, register, unregister, untilReady } from './registration';
import { encrypt, keepEvents } from './shared';

/** What `kubeadm init` does on a first master, but for its kubelet. */
const INIT = ['certs all', 'kubeconfig all', 'etcd local', 'control-plane all'];

/**
 * Makes the cluster as its plan does: the first master by `kubeadm init`, then the others by `kubeadm join`, one after
 * the other, from the files as they were rendered.
 */
export async function oneByOne(world: World): Promise<void> {
  const { first } = world;
  await encrypt(first);
  await keepEvents(first, 'new');
  await first.must(INIT.map((phase) => `kubeadm init phase ${phase} --config ${KUBEADM_CONFIG}`).join(' && '));
  await first.boot();
  await publish(first, world);
  world.log(`${first.name} began the cluster`);
  for (const machine of world.machines) {
    if (machine !== first) await join(world, machine);
  }
}

/**
 * Makes a host with an empty disk a master, by the phases of `kubeadm join` and its own configuration. Of a host that is
 * replaced, etcd must have forgotten the lost member before.
 */
export async function join(world: World, machine: Machine): Promise<void> {
  const source = world.machines.find((other) => other !== machine && other.isRunning('kube-apiserver'));
  if (source === undefined) throw new Error(`${machine.name} cannot join: no master runs an API server`);
  // As a kubelet would: the pod of a machine that was lost is not the one that comes.
  await unregister(source, machine.name);
  await machine.boot();
  await invite(machine, source);
  await encrypt(machine);
  const config = machine === world.first ? REJOIN_CONFIG : KUBEADM_CONFIG;
  const phase = (name: string) => machine.must(`kubeadm join phase ${name} --config ${config}`);
  for (const part of ['certs', 'kubeconfig', 'control-plane']) await phase(`control-plane-prepare ${part}`);
  await phase('etcd-join');
  await untilReady(machine);
  await register(machine, world);
  await phase('control-plane-join mark-control-plane');
  await keepEvents(machine, 'join');
  world.log(`${machine.name} joined`);
}

/** Hands over what a master gives to one that joins, and puts it where step `cluster` of its bootstrap would. */
async function invite(machine: Machine, source: Machine): Promise<void> {
  const archive = await source.must(`tripod-invite --master ${machine.address} | base64`);
  await machine.must('umask 077 && mkdir -p /run/tripod && base64 -d | tar -C /run/tripod -xf -', { input: archive });
  await machine.must(`
umask 077
mkdir -p /etc/kubernetes/pki
cp -R /run/tripod/pki/. /etc/kubernetes/pki/
cp /run/tripod/discovery-ca.crt /run/tripod/discovery.token /etc/kubernetes/`);
}
