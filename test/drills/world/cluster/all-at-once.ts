import { ETCD_PORTS } from 'tripod-iac';
import { stringify } from 'yaml';
import { EVENTS_MANIFEST } from '../../../../lib/hosts/etcd/events';
import type { Machine } from '../host/machine';
import { document } from '../layout';
import type { World } from '../world';
import { publish, register, untilReady } from './registration';
import { encrypt, receive, share } from './shared';

const CONFIG = '/run/tripod-world/kubeadm.yaml';

/**
 * Starts all masters as one new cluster, faster than they can join: each makes its certificates and manifests by
 * kubeadm's own phases, from the first one's configuration with its own name and address, and with all members known.
 */
export async function allAtOnce(world: World): Promise<void> {
  const { first } = world;
  const masters = world.machines;
  await prepare(first, world, masters);
  const archive = await share(first);
  await Promise.all(
    masters
      .filter((machine) => machine !== first)
      .map(async (machine) => {
        await receive(machine, archive);
        await prepare(machine, world, masters);
      }),
  );
  await Promise.all(world.machines.map((machine) => machine.boot()));
  await publish(first, world);
  for (const machine of masters) {
    await untilReady(machine);
    if (machine !== first) await register(machine, world);
  }
}

async function prepare(machine: Machine, world: World, masters: readonly Machine[]): Promise<void> {
  await encrypt(machine);
  await machine.must(`cat >${CONFIG}`, { input: configuration(machine, world, masters) });
  const phases = ['certs all', 'kubeconfig all', 'control-plane all', 'etcd local'];
  await machine.must(phases.map((phase) => `kubeadm init phase ${phase} --config ${CONFIG}`).join(' && '));
  // As it was rendered it is for all masters at once.
  await machine.must(`[ ! -f ${EVENTS_MANIFEST} ] || cp ${EVENTS_MANIFEST} /etc/kubernetes/manifests/`);
}

/** The rendered configuration of the first master, as a host that begins a cluster with all others needs it. */
function configuration(machine: Machine, { rendering, first }: World, masters: readonly Machine[]): string {
  const init = document(rendering, first.name, 'InitConfiguration');
  const cluster = document(rendering, first.name, 'ClusterConfiguration');
  const members = masters.map(({ name, address }) => `${name}=https://${address}:${ETCD_PORTS[1]}`).join(',');
  const known = [
    { name: 'initial-cluster', value: members },
    { name: 'initial-cluster-state', value: 'new' },
  ];
  const local = cluster?.etcd.local;
  return [
    {
      ...init,
      localAPIEndpoint: { ...init?.localAPIEndpoint, advertiseAddress: machine.address },
      nodeRegistration: { ...init?.nodeRegistration, name: machine.name },
    },
    local === undefined
      ? cluster
      : { ...cluster, etcd: { local: { ...local, extraArgs: [...(local.extraArgs ?? []), ...known] } } },
  ]
    .map((entry) => stringify(entry))
    .join('---\n');
}
