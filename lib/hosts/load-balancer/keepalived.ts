import type { Host, Site } from '../../landscape';
import { mastersOf } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { HEALTH_PORT } from '../ports';
import { READY_PATH } from './haproxy';
import { ADVERT, CHECK_FALL, CHECK_INTERVAL, CHECK_RISE, priority, virtualRouterId } from './vrrp';

/** Where the policy of SELinux has scripts of keepalived (type keepalived_unconfined_script_exec_t). */
export const CHECK_SCRIPT = '/usr/libexec/keepalived/check-api';

/**
 * keepalived of a master: its site's VIP, held only while its load balancer reaches a ready API server. A master that
 * is cut off from the majority so gives the VIP up, rather than hold it and refuse every write.
 *
 * The check runs as root, from a path that nobody else may write to: with another user `keepalived -t` ends itself (2.2.7).
 */
export function keepalivedConfig(
  host: Host,
  site: Site & { readonly vip: string },
  nic: string,
  { environment, virtualRouterIds }: Settings,
): string {
  const router = virtualRouterId(environment.landscape, site.name, virtualRouterIds);
  const masters = mastersOf(site);
  const place = masters.findIndex(({ name }) => name === host.name);
  const peers = masters.filter(({ name }) => name !== host.name).map(({ address }) => `    ${address}`);
  const unicast = peers.length === 0 ? [] : [`  unicast_src_ip ${host.address}`, '  unicast_peer {', ...peers, '  }'];
  return `global_defs {
  router_id ${host.name}
  enable_script_security
  script_user root
}

vrrp_script api {
  script ${CHECK_SCRIPT}
  interval ${CHECK_INTERVAL}
  timeout ${CHECK_INTERVAL}
  fall ${CHECK_FALL}
  rise ${CHECK_RISE}
  init_fail
}

vrrp_instance ${site.name} {
  # All begin as backup, and a master that returns leaves the VIP where it is: each move cuts every connection.
  state BACKUP
  nopreempt
  interface ${nic}
  virtual_router_id ${router}
  priority ${priority(place)}
  advert_int ${ADVERT}
${[...unicast, '  virtual_ipaddress {', `    ${site.vip}/32`, '  }'].join('\n')}
  track_script {
    api
  }
}
`;
}

/** Whether the load balancer of this host reaches a ready API server, on its own site or another. */
export const CHECK_API = `#!/bin/sh
# Run by keepalived. Fails when the load balancer is gone, or reaches no API server that is ready.
exec curl --silent --fail --noproxy '*' --max-time ${CHECK_INTERVAL} --output /dev/null http://127.0.0.1:${HEALTH_PORT}${READY_PATH}
`;

export const KEEPALIVED_CONFIG = '/etc/keepalived/keepalived.conf';

/** systemd reads it beside the unit of the package. */
export const KEEPALIVED_UNIT = '/etc/systemd/system/keepalived.service.d/tripod.conf';

/** Debian's unit leaves a keepalived that ended where it is (keepalived 2.2.7, keepalived.service), and the VIP with it. */
export const ALWAYS_UP = `[Unit]
# However often it ends: without a limit a bad hour would become a night.
StartLimitIntervalSec=0

[Service]
Restart=always
RestartSec=1
`;
