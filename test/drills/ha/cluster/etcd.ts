import { ETCD_PORTS } from 'tripod-iac';
import type { Machine } from '../../world';

const PKI = '/etc/kubernetes/pki/etcd';
const CONFIG_MAPS = '/registry/configmaps/';

/** Hands the lead from a master's member to that of another. */
export async function moveLeader(from: Machine, to: Machine): Promise<void> {
  const status = await etcdctl(to, 'endpoint status --write-out json');
  // The number does not fit into one of JavaScript.
  const id = BigInt(/"member_id":(\d+)/.exec(status)?.[1] ?? '0').toString(16);
  await etcdctl(from, `move-leader ${id}`);
}

/** `namespace/name` of all ConfigMaps that the member on a master has itself, without asking the others. */
export async function ownConfigMaps(machine: Machine): Promise<ReadonlySet<string>> {
  const keys = await etcdctl(machine, `get ${CONFIG_MAPS} --prefix --keys-only --consistency=s`);
  const found = keys.split('\n').filter((key) => key.startsWith(CONFIG_MAPS));
  return new Set(found.map((key) => key.slice(CONFIG_MAPS.length)));
}

/** etcdctl of a running member, as `crictl exec` reaches it on a real host. @throws with what it said */
function etcdctl(machine: Machine, command: string): Promise<string> {
  const keys = `--cacert=${PKI}/ca.crt --cert=${PKI}/healthcheck-client.crt --key=${PKI}/healthcheck-client.key`;
  const container = `"$(crictl ps --quiet --state Running --name '^etcd$')"`;
  const endpoint = `https://127.0.0.1:${ETCD_PORTS[0]}`;
  return machine.must(`crictl exec ${container} etcdctl --endpoints=${endpoint} ${keys} ${command}`);
}
