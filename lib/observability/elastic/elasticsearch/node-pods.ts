import { withLabels } from '../../../core';
import type { ElasticsearchNodeSet } from '../../../kinds';
import { PODS } from '../names';
import type { ElasticSettings } from '../settings';
import { nodeSets, setLabels } from './node-sets';

/** Pods of a node set, as ECK makes them. */
export interface NodePods {
  readonly role: 'master' | 'data';
  readonly count: number;
  readonly pod: object;
}

/** The pods of every node set that is sent to ECK. */
export function nodePods(settings: ElasticSettings): readonly NodePods[] {
  return nodeSets(settings).map((set) => {
    const roles = set.config['node.roles'];
    const isMaster = Array.isArray(roles) && roles.includes('master');
    return { role: isMaster ? 'master' : 'data', count: set.count, pod: podOf(set) };
  });
}

/**
 * ECK adds labels, and keeps a set in the zones that it names; its spread over those is no rule beyond that where there is
 * one zone (elastic/cloud-on-k8s pkg/controller/elasticsearch/nodespec/podspec.go@v3.5.0, zoneAwarenessSchedulingDirectives).
 */
function podOf({ name, podTemplate, zoneAwareness }: ElasticsearchNodeSet): object {
  const { spec = {} } = podTemplate as { readonly spec?: { readonly affinity?: object } };
  const zones = zoneAwareness?.zones ?? [];
  const term = { matchExpressions: [{ key: zoneAwareness?.topologyKey, operator: 'In', values: zones }] };
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
  const affinity = zones.length === 0 ? spec.affinity : { ...spec.affinity, nodeAffinity };
  return withLabels({ ...podTemplate, spec: { ...spec, affinity } }, { ...PODS.elasticsearch, ...setLabels(name) });
}
