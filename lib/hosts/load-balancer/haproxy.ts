import type { Host } from '../../landscape';
import { mastersOf } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { CHECK, readyUri } from '../health';
import { API_PORT, HEALTH_PORT } from '../ports';

/** Where the load balancer says that it lives, and where that an API server behind it is ready. */
export const LIVE_PATH = '/live';
export const READY_PATH = '/ready';

/** Two of each of 4,000 nodes. Left out, haproxy sizes itself by the file descriptors that it may open: a million. */
const CONNECTIONS = 8_000;

/**
 * Load balancer of a master: TCP to the API servers of its own site, or to the others where none of those is ready.
 * TLS goes through it untouched, so it needs no certificate.
 *
 * `on-marked-down shutdown-sessions` would end sessions to a dead API server four seconds earlier, and break every planned
 * restart: an API server that ends says so first, and still answers what it has taken (haproxy
 * doc/configuration.txt, "all connections to the server are immediately terminated").
 */
export function haproxyConfig(host: Host, settings: Settings): string {
  const { environment, port } = settings;
  const servers = environment.sites.flatMap((site) =>
    mastersOf(site).map(({ name, address }) => {
      const backup = site.name === host.site ? '' : ' backup';
      return `  server ${name} ${address}:${API_PORT}${backup}`;
    }),
  );
  return `global
  log stdout format raw local0 notice
  maxconn ${CONNECTIONS}
  hard-stop-after 20s

defaults
  log global
  timeout connect 3s
  timeout check ${CHECK.timeout}s
  timeout client 1m
  timeout server 1m
  # As long as the kubelet keeps an idle exec or port-forward; watches end after an hour by themselves.
  timeout tunnel 4h

frontend api
  mode tcp
  bind :${port} tcp-ut 10s
  option tcplog
  option dontlognull
  # The time-outs above do not find a client or a server that lost its power: these do, within 30 s and 10 s.
  option clitcpka
  clitcpka-idle 15s
  clitcpka-intvl 5s
  clitcpka-cnt 3
  default_backend apis

backend apis
  mode tcp
  balance leastconn
  option allbackups
  option redispatch
  retries 2
  option srvtcpka
  srvtcpka-idle 4s
  srvtcpka-intvl 2s
  srvtcpka-cnt 3
  # Ready means that it has etcd, and does not just end. The certificate is verified by the clients, end to end.
  option httpchk
  http-check connect ssl
  http-check send meth GET uri ${readyUri(settings)}
  http-check expect status 200
  default-server check verify none inter ${CHECK.interval}s fall ${CHECK.fall} rise ${CHECK.rise} tcp-ut 10s
${servers.join('\n')}

# For the probes of this host's kubelet, and for keepalived.
frontend health
  mode http
  bind 127.0.0.1:${HEALTH_PORT}
  timeout http-request 2s
  monitor-uri ${READY_PATH}
  monitor fail if { nbsrv(apis) lt 1 }
  http-request return status 200 if { path ${LIVE_PATH} }
  http-request deny
`;
}
