import type { HostFileProps } from '../../core';
import type { Host } from '../../landscape';
import type { Settings } from '../control-plane/settings';
import { AUDIT_POLICY, AUDIT_POLICY_PATH, AUTHENTICATION, AUTHENTICATION_PATH } from './api-server';
import { DISCOVERY_PATH, discoveryConfig } from './discovery';
import { initDocuments } from './init';
import { joinDocument } from './join';
import { kubeletPatch, PATCHES } from './kubelet';

/** Files of a host from which kubeadm makes a member of the cluster. */
export function kubeadmFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  const isFirst = host === settings.masters[0];
  const isMaster = settings.masters.includes(host);
  return [
    {
      path: '/etc/kubernetes/kubeadm.yaml',
      content: isFirst ? initDocuments(host, settings) : joinDocument(host, isMaster),
      mode: '0600',
    },
    { path: `${PATCHES}/kubeletconfiguration.yaml`, content: kubeletPatch(host) },
    ...(isFirst ? [] : [{ path: DISCOVERY_PATH, content: discoveryConfig(settings) }]),
    ...(isMaster
      ? [
          { path: AUTHENTICATION_PATH, content: AUTHENTICATION, mode: '0600' },
          { path: AUDIT_POLICY_PATH, content: AUDIT_POLICY, mode: '0600' },
        ]
      : []),
  ];
}
