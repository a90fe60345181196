import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { NAMESPACE } from './names';

/** ConfigMaps that the server and the node agent are told of by name. */
export const SETTINGS = {
  nodeAgent: 'node-agent-config',
  maintenance: 'repo-maintenance-config',
  repository: 'backup-repository-config',
} as const;

/**
 * What one pod that moves data, or cleans a repository up, takes. Upstream sets nothing, and such pods are the first to go
 * on a full node. Kopia's memory grows with the number of files (velero
 * site/content/docs/v1.18/data-movement-pod-resource-configuration.md).
 */
const POD_RESOURCES = { cpuRequest: '250m', cpuLimit: '2', memoryRequest: '512Mi', memoryLimit: '4Gi' };

/** Largest cache of a repository on the disk of a node, in MB; Kopia's own default is 5,000. */
const CACHE = 2048;

/** Settings that Velero reads from ConfigMaps (velero pkg/types/node_agent.go and repo_maintenance.go@v1.18.1). */
export function settings(scope: Construct): void {
  configMap(scope, SETTINGS.nodeAgent, { 'node-agent-config.json': { podResources: POD_RESOURCES } });
  configMap(scope, SETTINGS.maintenance, { global: { podResources: POD_RESOURCES } });
  configMap(scope, SETTINGS.repository, { kopia: { cacheLimitMB: CACHE } });
}

function configMap(scope: Construct, name: string, values: Readonly<Record<string, object>>): void {
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]));
  new k8s.KubeConfigMap(scope, name, { metadata: { name, namespace: NAMESPACE }, data });
}
