import type { KubeObject } from '../../cluster/harness';

export const NAMESPACE: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'vessels' } };
export const within = (name: string) => ({ name, namespace: 'vessels' });
export const SETTINGS: KubeObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: within('settings'),
  data: { size: 'small' },
};
const PLAIN = { containers: [{ name: 'main', image: 'registry.example/main:1' }] };
const labels = { app: 'main' };
const POD = { metadata: { labels }, spec: PLAIN };

export const DEPLOYMENT: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: within('web'),
  spec: { replicas: 2, selector: { matchLabels: labels }, template: POD },
};

/** One of each kind whose pods the world has to play. */
export const WORKLOADS: readonly KubeObject[] = [
  DEPLOYMENT,
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'late' },
    provisioner: 'none.example',
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'soon' }, provisioner: 'none.example' },
  claim('alone', 'soon'),
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: within('database'),
    spec: {
      serviceName: 'database',
      selector: { matchLabels: labels },
      template: POD,
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim('data', 'late').spec }],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: within('agent'),
    spec: { selector: { matchLabels: labels }, template: POD },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: within('once'),
    spec: { template: { spec: { ...PLAIN, restartPolicy: 'Never' } } },
  },
];

export function claim(name: string, storageClassName: string): KubeObject {
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: within(name), spec };
}

/** A kind of the test's own. Its status must have more than what is waited for. */
export const VESSELS = definitionOfVessels(['v1'], {
  properties: {
    status: {
      type: 'object',
      required: ['phase', 'legs'],
      properties: {
        phase: { type: 'string', enum: ['Cast', 'Ready'] },
        legs: { type: 'integer', minimum: 3 },
        secretName: { type: 'string' },
      },
    },
  },
});

/**
 * A definition of the kind `Vessel`, which has a status.
 * @param versions of which the last is stored
 * @param schema of all of them
 */
export function definitionOfVessels(versions: readonly string[], schema: object): KubeObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'vessels.tripod.example' },
    spec: {
      group: 'tripod.example',
      scope: 'Namespaced',
      names: { plural: 'vessels', singular: 'vessel', kind: 'Vessel', listKind: 'VesselList' },
      versions: versions.map((name) => ({
        name,
        served: true,
        storage: name === versions.at(-1),
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', ...schema } },
      })),
    },
  };
}

export const vessel = (name: string): KubeObject => ({
  apiVersion: 'tripod.example/v1',
  kind: 'Vessel',
  metadata: { ...within(name), annotations: { 'pulumi.com/waitFor': 'jsonpath={.status.phase}=Ready' } },
});
