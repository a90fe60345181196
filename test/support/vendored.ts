import { type Operator, RELEASES, type Vendored, type VendoredObject } from 'tripod-iac';

/** Releases of all operators, as small as they can be: the workloads that are waited for, and a definition each. */
export function vendored(): Vendored {
  return new Map(
    Object.entries(RELEASES).map(([key, release]: [string, Operator['release']]) => {
      const { namespace, version, deployments, statefulSets = [], daemonSets = [] } = release;
      const workload = (kind: string) => (name: string) =>
        ({ apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec: {} }) as VendoredObject;
      const objects = [
        ...deployments.map(workload('Deployment')),
        ...statefulSets.map(workload('StatefulSet')),
        ...daemonSets.map(workload('DaemonSet')),
        ...EXTRA.filter(({ metadata }) => metadata.namespace === namespace),
      ];
      return [key, { version, objects, definitions: [definition(key.toLowerCase())] }] as const;
    }),
  );
}

/** Objects of releases whose fields our components change. */
const EXTRA: readonly VendoredObject[] = [
  {
    apiVersion: 'csi.ceph.io/v1',
    kind: 'OperatorConfig',
    metadata: { name: 'ceph-csi-operator-config', namespace: 'rook-ceph' },
  },
];

function definition(key: string): string {
  return [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    `metadata: { name: things.${key}.example }`,
    `spec: { group: ${key}.example, names: { kind: Thing, plural: things }, scope: Namespaced, versions: [] }`,
    '',
  ].join('\n');
}
