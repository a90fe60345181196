import { VERSIONS } from '../../core';
import type { KmsProps } from '../encryption/encryption';
import { externalMembers } from '../etcd/facts';
import { ETCD_DATA, EVENTS_DATA } from '../etcd/paths';
import { EXTERNAL_PKI } from '../settings/etcd';
import { API_PORT, ETCD_PORTS, EVENTS_PORTS, KUBELET_PORT } from '../ports';
import { minor } from '../versions';
import { entryPoints, vipSites } from '../settings/masters';
import type { Settings } from '../settings/settings';

const DISK = `Masters: ${ETCD_DATA} is empty and on a disk that syncs a write within 10 ms (99 of 100, \`fio --fdatasync=1\`).`;

const EVENTS_DISK = `Masters: ${EVENTS_DATA} is on another disk than ${ETCD_DATA}. It holds an hour of events and nothing else: no copy of it is kept, and the API is served without it.`;

/** What must be there before the first command of the plan. */
export function expectations(settings: Settings): readonly string[] {
  const { environment, endpoint, port, machines, timeServers, encryption, etcd } = settings;
  const { containerd, keepalived, kubernetes } = VERSIONS;
  const several = entryPoints(environment).length > 1 ? '; hosts of a site are given their own first' : '';
  const vips = vipSites(environment).map((site) => site.name);
  return [
    `DNS: ${endpoint} resolves to ${entryPoints(environment).join(' and ')}${several}.`,
    ...machines.prerequisites,
    'No host has swap, and each is the only one of its name.',
    `Package repositories of every host: containerd ${minor(containerd.version)} or newer, kubelet and kubeadm ${kubernetes.version}, cri-tools, curl${timeServers.length > 0 ? ', chrony' : ''}; for masters also kubectl ${kubernetes.version} and openssl. What is installed in that version already stays.`,
    ...(vips.length > 0
      ? [
          `The same on the masters of ${vips.join(', ')}: keepalived ${minor(keepalived.version)} or newer. Their interface ${settings.interface} is on the subnet of the site.`,
        ]
      : []),
    ...(etcd.isExternal ? [] : [DISK]),
    timeServers.length > 0
      ? `Time: ${timeServers.join(', ')} answer every host by NTP (123/UDP).`
      : 'The clocks of all hosts agree within a second, kept by chrony or another NTP client, as `timedatectl` says: etcd warns of more, and certificates fail.',
    ...(encryption.key === undefined
      ? []
      : [`The key by which Secrets are encrypted, 32 bytes in base64, in the file "$SECRETS/${encryption.key.name}".`]),
    ...(etcd.isExternal
      ? [
          `etcd on ${etcd.endpoints.join(', ')} answers every master, and ${Object.values(EXTERNAL_PKI).join(', ')} lie on each of them.`,
          ...(externalMembers(settings) === undefined
            ? [
                'Which failures that etcd survives is known to whoever keeps it: its hosts are not part of the landscape.',
              ]
            : []),
        ]
      : []),
    ...(settings.eventsEtcd ? [EVENTS_DISK] : []),
    ...(encryption.service === undefined ? [] : [keyService(encryption.service)]),
    `Firewalls let through: ${API_PORT} and ${port}/TCP from everywhere in the environment to masters, ${etcdTraffic(settings)}, ${KUBELET_PORT}/TCP from masters to all hosts${vips.length > 0 ? ', and VRRP (IP protocol 112) between masters of a site' : ''}.`,
    ...(environment.mirror.prefix === undefined
      ? []
      : [
          `Every host trusts the certificate of ${environment.mirror.prefix.split('/')[0]}, and pulls from it without a password.`,
        ]),
  ];
}

function keyService({ name, endpoint }: KmsProps): string {
  return `The plugin of the key service ${name} runs on every master from its start on and serves ${endpoint} (version 2). While it does not answer, API servers that run read what they have read before, write no Secret, and none starts.`;
}

function etcdTraffic({ etcd, eventsEtcd }: Settings): string {
  const own = eventsEtcd ? [...ETCD_PORTS, ...EVENTS_PORTS] : ETCD_PORTS;
  return etcd.isExternal
    ? `TCP from masters to ${etcd.endpoints.map((url) => new URL(url).host).join(', ')}`
    : `${own.join(', ')}/TCP between masters`;
}
