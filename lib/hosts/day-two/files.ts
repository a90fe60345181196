import { Yaml } from 'cdk8s';
import type { HostFileProps } from '../../core';
import type { Host } from '../../landscape';
import type { Settings } from '../settings/settings';
import { clusterConfiguration } from '../kubeadm/cluster';
import { KUBEADM_API, nodeOptions } from '../kubeadm/node/node';
import { API_PORT } from '../ports';
import { MASTER_CONFIG } from '../kubeadm/paths';
import { SBIN } from '../scripts/paths';
import { upgrade } from './check';
import { ENCRYPTION_SCRIPT } from './scripts/encryption';
import { ETCD_SCRIPT } from './scripts/etcd/script';
import { REBOOT_SCRIPT } from './scripts/reboot';
import { RECONFIGURE_SCRIPT } from './scripts/reconfigure';
import { renewScript } from './scripts/renew';
import { RESTART_SCRIPT } from './scripts/restart';
import { upgradeScript } from './scripts/upgrade/script';

/** Scripts of a host for what comes after the installation. */
export function dayTwoFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  const isMaster = settings.masters.includes(host);
  const change = upgrade(settings);
  return [
    script('reboot', REBOOT_SCRIPT),
    ...(change === undefined ? [] : [script('upgrade', upgradeScript(change.from, change.to))]),
    ...(isMaster ? masterFiles(host, settings) : []),
  ];
}

function masterFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  return [
    script('etcd', ETCD_SCRIPT),
    script('restart', RESTART_SCRIPT),
    script('renew', renewScript(settings.certificateValidity.toDays())),
    script('reconfigure', RECONFIGURE_SCRIPT),
    script('encryption', ENCRYPTION_SCRIPT),
    { path: MASTER_CONFIG, content: masterConfig(host, settings), mode: '0600' },
  ];
}

/** The cluster as `kubeadm init` would make it, seen from this master. */
function masterConfig(host: Host, settings: Settings): string {
  const localAPIEndpoint = { advertiseAddress: host.address, bindPort: API_PORT };
  return Yaml.stringify(
    { apiVersion: KUBEADM_API, kind: 'InitConfiguration', localAPIEndpoint, ...nodeOptions(host) },
    clusterConfiguration(settings),
  );
}

function script(name: string, content: string): Omit<HostFileProps, 'host'> {
  return { path: `${SBIN}/tripod-${name}`, content, mode: '0755' };
}
