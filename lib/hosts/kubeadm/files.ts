import type { HostFileProps } from '../../core';
import type { Host } from '../../landscape';
import type { Settings } from '../settings/settings';
import { encryptionFiles } from '../encryption/configuration';
import {
  AUDIT_POLICY,
  AUDIT_POLICY_PATH,
  apiServerPatch,
  AUTHENTICATION,
  AUTHENTICATION_PATH,
} from './api-server/api-server';
import { DISCOVERY_PATH, discoveryConfig } from './discovery';
import { dnsPatch } from './dns';
import { initDocuments } from './init';
import { joinDocument } from './join';
import { kubeletPatch } from './node/kubelet';
import { KUBEADM_CONFIG, PATCHES, REJOIN_CONFIG } from './paths';

/** Files of a host from which kubeadm makes a member of the cluster. */
export function kubeadmFiles(host: Host, settings: Settings): readonly Omit<HostFileProps, 'host'>[] {
  const isFirst = host === settings.masters[0];
  const isMaster = settings.masters.includes(host);
  const patch = apiServerPatch(settings);
  return [
    {
      path: KUBEADM_CONFIG,
      content: isFirst ? initDocuments(host, settings) : joinDocument(host, isMaster),
      mode: '0600',
    },
    { path: `${PATCHES}/kubeletconfiguration.yaml`, content: kubeletPatch(host) },
    { path: DISCOVERY_PATH, content: discoveryConfig(settings) },
    // The first master joins like any other when it comes back without its disk.
    ...(isFirst ? [{ path: REJOIN_CONFIG, content: joinDocument(host, true), mode: '0600' }] : []),
    ...(isMaster
      ? [
          { path: AUTHENTICATION_PATH, content: AUTHENTICATION, mode: '0600' },
          { path: AUDIT_POLICY_PATH, content: AUDIT_POLICY, mode: '0600' },
          ...encryptionFiles(settings.encryption),
          { path: `${PATCHES}/corednsdeployment.yaml`, content: dnsPatch(settings.environment.hosts) },
          ...(patch === undefined ? [] : [{ path: `${PATCHES}/kube-apiserver.yaml`, content: patch }]),
        ]
      : []),
  ];
}
