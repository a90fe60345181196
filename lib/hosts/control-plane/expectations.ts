import { VERSIONS } from '../../core';
import { ETCD_PORTS, API_PORT, KUBELET_PORT } from '../ports';
import { entryPoints, vipSites } from './masters';
import type { Settings } from './settings';

/** What must be there before the first command of the plan. */
export function expectations(settings: Settings): readonly string[] {
  const { environment, endpoint, port } = settings;
  const { containerd, keepalived, kubernetes } = VERSIONS;
  const several = entryPoints(environment).length > 1 ? '; hosts of a site are given their own first' : '';
  const vips = vipSites(environment).map((site) => site.name);
  return [
    `DNS: ${endpoint} resolves to ${entryPoints(environment).join(' and ')}${several}.`,
    'Every host of the environment runs Linux under its name and address of the landscape, without swap, and root logs in by SSH with a key.',
    `Packages on every host: containerd ${containerd.version}, kubelet and kubeadm ${kubernetes.version}, curl.`,
    ...(vips.length > 0
      ? [
          `Packages on the masters of ${vips.join(', ')}: keepalived ${keepalived.version} or newer. Their interface ${settings.interface} is on the subnet of the site.`,
        ]
      : []),
    'Masters: /var/lib/etcd is empty and on a disk that syncs a write within 10 ms (99 of 100, `fio --fdatasync=1`).',
    'The clocks of all hosts agree within a second (chrony or another NTP client): etcd warns of more, and certificates fail.',
    `Firewalls let through: ${API_PORT} and ${port}/TCP from everywhere in the environment to masters, ${ETCD_PORTS.join('-')}/TCP between masters, ${KUBELET_PORT}/TCP from masters to all hosts${vips.length > 0 ? ', and VRRP (IP protocol 112) between masters of a site' : ''}.`,
    ...(environment.mirror.prefix === undefined
      ? []
      : [
          `Every host trusts the certificate of ${environment.mirror.prefix.split('/')[0]}, and pulls from it without a password.`,
        ]),
  ];
}
