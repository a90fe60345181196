import { Duration } from 'cdk8s';
import { type Environment, Fact, moving, NODE_LABELS, placed, rackLabel, toStart, withLabels } from '../../core';
import type { WorkloadOverride } from '../../kinds';
import { typhaReplicas } from './typha';

/** Name of the Deployment's container, and of its pods. */
export const TYPHA = 'calico-typha';

const LABELS = { 'k8s-app': TYPHA };

/** A port of the host, since its pods are on the host network: never two on one host. */
const PORT = 5473;

/**
 * As the operator makes them: they tolerate everything, and so stay on a host that is lost; sites are a wish only
 * (tigera/operator pkg/render/typha.go and pkg/render/common/meta/meta.go@v1.42.3, TolerateAll).
 */
const POD = {
  hostNetwork: true,
  tolerations: [
    { key: 'CriticalAddonsOnly', operator: 'Exists' },
    { operator: 'Exists', effect: 'NoSchedule' },
    { operator: 'Exists', effect: 'NoExecute' },
  ],
};

/** What a node's agent waits for a Typha that says nothing, before it takes another (docs.tigera.io, "Felix configuration", TyphaReadTimeout). */
const SILENT = { name: 'agents give up a silent Typha', time: Duration.seconds(30) };

/**
 * Typha evenly over sites; over racks where there is one site. Left to the operator all could stand in one place, and none
 * would come back elsewhere when that is lost.
 */
export function typhaDeployment(base: WorkloadOverride, environment: Environment | undefined): WorkloadOverride {
  const topologyKey = domainOf(environment);
  if (topologyKey === undefined) return base;
  const { spec } = base.spec.template;
  const spread = {
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: LABELS },
  } as const;
  return { spec: { template: { spec: { ...spec, topologySpreadConstraints: [spread] } } } };
}

function domainOf(environment: Environment | undefined): string | undefined {
  const hosts = environment?.hosts ?? [];
  if (new Set(hosts.map(({ site }) => site)).size > 1) return NODE_LABELS.site;
  return new Set(hosts.map(rackLabel)).size > 1 ? NODE_LABELS.rack : undefined;
}

/** What the proof has to know of Typha. Nodes keep their policies while none answers; changes wait. */
export function typhaFacts({ spec }: WorkloadOverride, { hosts }: Environment): readonly Fact[] {
  const containers = spec.template.spec.containers.map((each) => ({ ...each, ports: [{ containerPort: PORT }] }));
  const pod = withLabels({ spec: { ...POD, ...spec.template.spec, containers } }, LABELS);
  return [
    Fact.replicas('typha', {
      groups: [placed(pod, hosts, typhaReplicas(hosts.length))],
      ...moving(pod),
      maxUnavailable: 1,
      reactions: [{ to: 'host', timers: [SILENT] }],
    }),
    ...toStart('typha'),
  ];
}
