import type { HostFileProps } from '../../core';
import type { Host } from '../../landscape';
import { vipSites } from '../settings/masters';
import type { Settings } from '../settings/settings';
import { haproxyConfig } from './haproxy';
import { haproxyPod } from './haproxy-pod';
import { ALWAYS_UP, CHECK_API, CHECK_SCRIPT, KEEPALIVED_CONFIG, KEEPALIVED_UNIT, keepalivedConfig } from './keepalived';

/** Files of a master that lead clients to the API servers. */
export function loadBalancerFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  const config = haproxyConfig(host, settings);
  // The configuration first: the kubelet may start the pod as soon as its manifest is there.
  const haproxy = [
    { path: '/etc/haproxy/haproxy.cfg', content: config },
    { path: '/etc/kubernetes/manifests/haproxy.yaml', content: haproxyPod(config), mode: '0600' },
  ];
  const site = vipSites(settings.environment).find(({ name }) => name === host.site);
  if (site === undefined || settings.interface === undefined) return haproxy;
  const keepalived = keepalivedConfig(host, site, settings.interface, settings);
  return [
    ...haproxy,
    { path: CHECK_SCRIPT, content: CHECK_API, mode: '0755' },
    { path: KEEPALIVED_UNIT, content: ALWAYS_UP },
    { path: KEEPALIVED_CONFIG, content: keepalived },
  ];
}
