import { API_PORT } from 'tripod-iac';
import { READY_PATH } from '../../../../lib/hosts/load-balancer/haproxy';
import { ETCD_METRICS_PORT, HEALTH_PORT } from '../../../../lib/hosts/ports';
import type { Machine } from '../../world';

/** What is seen of a master from inside. A host without power shows nothing. */
export interface MasterStatus {
  readonly machine: Machine;
  /** Whether its member of etcd is one with a vote and follows a leader. */
  readonly follows: boolean;
  readonly leads: boolean;
  /** Whether its API server says that it is ready. */
  readonly ready: boolean;
  /** Whether its load balancer reaches an API server that is ready. */
  readonly balances: boolean;
  readonly holdsVip: boolean;
}

/** etcd tells its metrics without a certificate, and this once, where its own client would take ten times the work. */
const LOOK = `
curl --silent --max-time 2 http://127.0.0.1:${ETCD_METRICS_PORT}/metrics | grep -E '^etcd_server_(has_leader|is_leader|is_learner) '
printf 'ready '
curl --silent --insecure --max-time 2 --output /dev/null --write-out '%{http_code}' https://127.0.0.1:${API_PORT}/readyz
printf '\nbalances '
curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}' http://127.0.0.1:${HEALTH_PORT}${READY_PATH}
`;

export async function statusOf(machine: Machine): Promise<MasterStatus> {
  if (!machine.isOn) return { machine, follows: false, leads: false, ready: false, balances: false, holdsVip: false };
  const [{ output }, holdsVip] = await Promise.all([machine.run(LOOK), machine.holdsVip()]);
  const says = (line: string) => output.includes(line);
  return {
    machine,
    follows: says('etcd_server_has_leader 1') && says('etcd_server_is_learner 0'),
    leads: says('etcd_server_is_leader 1'),
    ready: says('ready 200'),
    balances: says('balances 200'),
    holdsVip,
  };
}
