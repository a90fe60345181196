import { VERSIONS } from '../../core';
import type { Host } from '../../landscape';
import { longestRoundTrip, vipSites } from '../settings/masters';
import { controlPlaneEndpoint, type Settings } from '../settings/settings';
import { etcdTiming, startupPatience } from '../etcd/timing';
import { readyUri } from '../health';
import { API_PORT } from '../ports';
import { minor } from '../versions';

/**
 * Seconds for containers to start from images that are there, and for the API server behind etcd to get ready. Without
 * containers three of both took 4 s on one machine; the rest is for a disk that others use too.
 */
const START = 60;

/** Seconds within which an API server is ready after its host started, also when every other member is silent. */
function patience(settings: Settings): number {
  const { masters, etcd } = settings;
  if (etcd.isExternal) return START;
  const timing = etcdTiming(longestRoundTrip(settings));
  return START + Math.ceil(startupPatience(masters.length, timing).toMilliseconds() / 1000);
}

/** Names, values and switches of a host, as its scripts read them: plain lines that a shell takes. */
export function hostEnv(host: Host, settings: Settings): string {
  const { environment, masters } = settings;
  const isMaster = masters.includes(host);
  const vip = vipSites(environment).find(({ name }) => name === host.site)?.vip;
  const values = {
    HOST: host.name,
    ADDRESS: host.address,
    ROLE: host === masters[0] ? 'first-master' : isMaster ? 'master' : 'node',
    ENDPOINT: controlPlaneEndpoint(settings),
    API: isMaster ? `https://${host.address}:${API_PORT}` : '',
    READY: readyUri(settings),
    PEERS: masters.flatMap(({ name, address }) => (name === host.name ? [] : [address])).join(' '),
    KUBERNETES: environment.distribution.kubernetes,
    CONTAINERD: minor(VERSIONS.containerd.version),
    VIP: isMaster ? (vip ?? '') : '',
    KEEPALIVED: yes(isMaster && vip !== undefined && settings.interface !== undefined),
    KEEPALIVED_FLOOR: minor(VERSIONS.keepalived.version),
    ETCD: settings.etcd.placement,
    EVENTS_ETCD: yes(isMaster && settings.eventsEtcd),
    ENCRYPTION: settings.encryption.provider,
    KEY: settings.encryption.key === undefined ? 'made' : 'given',
    TIME: yes(settings.timeServers.length > 0),
    PATIENCE: String(patience(settings)),
  };
  const lines = Object.entries(values).map(([name, value]) => `TRIPOD_${name}='${value}'`);
  return `${lines.join('\n')}\n`;
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
