import type { Faults } from './faults';

/** Labels from the top (rook pkg/operator/ceph/cluster/osd/topology/topology.go@v1.20.6, allKubernetesTopologyLabelsOrdered). */
const HIERARCHY = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  ...['datacenter', 'room', 'pod', 'pdu', 'row', 'rack', 'chassis'].map((level) => `topology.rook.io/${level}`),
];

type Labels = Readonly<Record<string, string>>;

/** Labels of all nodes, also of those without storage: topology.go@v1.20.6, CheckTopologyConflicts. */
export function topologyFaults(nodes: readonly Labels[], faults: Faults): void {
  const normal = nodes.map((labels) =>
    Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value.replaceAll('.', '-')])),
  );
  const seen = new Map<string, string>();
  for (const [index, key] of HIERARCHY.entries()) {
    const values = new Set(normal.flatMap((labels) => labels[key] ?? []));
    faults.when(values.has(''), `label "${key}" has an empty value`);
    for (const value of values) {
      const above = HIERARCHY.slice(0, index).reverse();
      const parents = normal
        .filter((labels) => labels[key] === value)
        .flatMap((labels) => above.map((parent) => labels[parent]).find(Boolean) ?? []);
      faults.when(
        new Set(parents).size > 1,
        `"${key}" value "${value}" appears under ${[...new Set(parents)].join(' and ')}`,
      );
      const other = seen.get(value);
      faults.when(other !== undefined, `value "${value}" appears under both "${other}" and "${key}"`);
      seen.set(value, key);
    }
  }
}
