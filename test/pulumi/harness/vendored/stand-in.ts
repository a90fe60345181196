import { image, type Operator, RELEASES, type VendoredObject, type VendoredRelease } from 'tripod-iac';
import { definitionsOf, type ReleaseKey, type Wanted } from './definitions';

/**
 * A release as far as tests have it: upstream's definitions, the workloads that are waited for, and the objects that the
 * operators change. Of the operators' own RBAC, webhooks and settings it has nothing.
 *
 * @param operators of this release in every environment that gets it
 * @param wanted which definitions it has
 */
export function standInFor(key: ReleaseKey, operators: readonly Operator[], wanted: Wanted): VendoredRelease {
  const release: Operator['release'] = RELEASES[key];
  const { namespace } = release;
  const workload = (kind: string, name: string) =>
    workloadOf(kind, { name, namespace }, image(release.images[0] ?? 'pause'));
  const settings = operators.flatMap((operator) => Object.keys(operator.settings));
  const overrides = operators.flatMap((operator) => operator.overrides);
  const objects = [
    ...settings.map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: {} })),
    ...release.deployments.map((name) => workload('Deployment', name)),
    ...(release.statefulSets ?? []).map((name) => workload('StatefulSet', name)),
    ...(release.daemonSets ?? []).map((name) => workload('DaemonSet', name)),
    ...overrides.map(({ apiVersion, kind, name }) => ({ apiVersion, kind, metadata: { name, namespace } })),
  ];
  // The first of a name is the one with a body.
  const once = new Map(objects.reverse().map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  return { version: release.version, definitions: definitionsOf(key, wanted), objects: [...once.values()].reverse() };
}

function workloadOf(kind: string, metadata: VendoredObject['metadata'], from: string): VendoredObject {
  const labels = { 'app.kubernetes.io/name': metadata.name };
  const container = {
    name: 'manager',
    image: from,
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '64Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
  };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: {
      ...(kind === 'StatefulSet' ? { serviceName: metadata.name } : {}),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          // A network plugin must run before nodes are ready, and no operator here minds where it runs.
          tolerations: [{ operator: 'Exists' }],
          securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [container],
        },
      },
    },
  };
}
