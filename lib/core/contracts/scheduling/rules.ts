import type { SpreadRule } from '../facts/placement';
import { NODE_LABELS, type SpreadDomain } from '../nodes';
import type { Node } from './node';
import { type Pod, type PodTerm, type SpreadConstraint, unknownTo } from './pod';
import { fitsTerms, selects } from './selectors';
import { toleratesLost, toleratesNode } from './tolerations';

/** Domains of the proof, by the label of nodes that names them. */
const DOMAINS = new Map<string, SpreadDomain>([
  [NODE_LABELS.host, 'host'],
  [NODE_LABELS.rack, 'rack'],
  [NODE_LABELS.site, 'site'],
]);

/** Rules that the scheduler keeps for the pods of one workload. Wishes (`ScheduleAnyway`, preferred terms) are none. */
export function rulesOf(pod: Pod, nodes: readonly Node[]): readonly SpreadRule[] {
  return [...portRule(pod), ...antiAffinity(pod), ...spread(pod, nodes)];
}

/** Whether a node is one that the pod asks for, whatever its taints. */
export function asksFor({ spec }: Pod, node: Node): boolean {
  const { nodeName, nodeSelector = {}, affinity } = spec;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  if (nodeName !== undefined && nodeName !== node.name) return false;
  return selects({ matchLabels: nodeSelector }, node.labels) && (terms === undefined || fitsTerms(terms, node));
}

/** A port of the host can be had by one pod only. */
function portRule({ spec }: Pod): readonly SpreadRule[] {
  const ports = (spec.containers ?? []).flatMap((container) => container.ports ?? []);
  const taken = ports.some(
    ({ hostPort, containerPort }) =>
      hostPort !== undefined || (spec.hostNetwork === true && containerPort !== undefined),
  );
  return taken ? [{ domain: 'host', most: 1 }] : [];
}

function antiAffinity(pod: Pod): readonly SpreadRule[] {
  const terms = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms
    .filter((term) => isOwnNamespace(term, pod) && selects(term.labelSelector, pod.labels))
    .flatMap(({ topologyKey }) => domainOf(topologyKey).map((domain) => ({ domain, most: 1 })));
}

function isOwnNamespace({ namespaces = [], namespaceSelector }: PodTerm, { namespace }: Pod): boolean {
  if (namespaceSelector !== undefined) {
    if (Object.keys(namespaceSelector).length === 0) return true;
    throw unknownTo('namespaceSelector', namespaceSelector, 'all namespaces, or none', 'leave it out, or use `{}`');
  }
  if (namespaces.length === 0) return true;
  if (namespace !== undefined) return namespaces.includes(namespace);
  throw unknownTo('namespaces', namespaces, 'the namespace of the pod', 'set metadata.namespace of its template');
}

function spread(pod: Pod, nodes: readonly Node[]): readonly SpreadRule[] {
  const constraints = pod.spec.topologySpreadConstraints ?? [];
  return constraints
    .filter(({ whenUnsatisfiable, labelSelector }) => isStrict(whenUnsatisfiable) && selects(labelSelector, pod.labels))
    .flatMap((constraint) =>
      domainOf(constraint.topologyKey).map((domain) => spreadRule(constraint, domain, pod, nodes)),
    );
}

/**
 * The emptiest domain is counted among those that hold a node which counts; one of these on which the pod cannot run keeps
 * it at none, as does a domain too few for `minDomains` (kubernetes
 * pkg/scheduler/framework/plugins/podtopologyspread/filtering.go@v1.34.4).
 */
function spreadRule(
  { topologyKey, maxSkew, minDomains = 1, nodeTaintsPolicy, nodeAffinityPolicy }: SpreadConstraint,
  domain: SpreadDomain,
  pod: Pod,
  nodes: readonly Node[],
): SpreadRule {
  const honorsTaints = honors(nodeTaintsPolicy, false);
  const counting = nodes
    .filter((node) => !honors(nodeAffinityPolicy, true) || asksFor(pod, node))
    .filter((node) => !honorsTaints || toleratesNode(pod.spec, node));
  const domains = new Set(counting.map(({ labels }) => labels[topologyKey]));
  const usable = new Set(
    nodes
      .filter((node) => asksFor(pod, node) && toleratesNode(pod.spec, node))
      .map(({ labels }) => labels[topologyKey]),
  );
  const alwaysEmpty = domains.size < minDomains || [...domains].some((name) => !usable.has(name));
  if (alwaysEmpty) return { domain, most: maxSkew };
  return honorsTaints && !toleratesLost(pod.spec) ? { domain, maxSkew } : { domain, maxSkew, countsLost: true };
}

function isStrict(whenUnsatisfiable: string): boolean {
  if (whenUnsatisfiable === 'DoNotSchedule') return true;
  if (whenUnsatisfiable === 'ScheduleAnyway') return false;
  throw unknownTo('whenUnsatisfiable', whenUnsatisfiable, 'DoNotSchedule or ScheduleAnyway', 'correct the constraint');
}

function honors(policy: string | undefined, otherwise: boolean): boolean {
  if (policy === undefined) return otherwise;
  if (policy === 'Honor' || policy === 'Ignore') return policy === 'Honor';
  throw unknownTo('nodeTaintsPolicy or nodeAffinityPolicy', policy, 'Honor or Ignore', 'correct the constraint');
}

/** None for the region: the proof spreads over no such domain, and a rule that is left out only permits more. */
function domainOf(topologyKey: string): readonly SpreadDomain[] {
  const domain = DOMAINS.get(topologyKey);
  if (domain !== undefined) return [domain];
  if (topologyKey === NODE_LABELS.city) return [];
  const known = [...DOMAINS.keys(), NODE_LABELS.city].join(', ');
  throw unknownTo('topologyKey', topologyKey, `one of ${known}`, 'use a label that every node of the landscape has');
}
