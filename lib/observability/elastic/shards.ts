import { type Placement, rackLabel, type SpreadRule } from '../../core';
import type { Host } from '../../landscape';

/**
 * Where the copies of a shard may be: on nodes that stand as these do, no two of them on one (Elasticsearch reference,
 * "Cluster-level shard allocation": copies of a shard are never on one node).
 */
export function copiesOn(nodes: Placement, count: number, hosts: readonly Host[]): Placement {
  const { hosts: names, rules = [] } = nodes;
  if (count === 1) return { count, hosts: names };
  const own = hosts.filter(({ name }) => names.includes(name));
  const most = rules.map((rule): SpreadRule => ({ domain: rule.domain, most: mostIn(rule, nodes.count, own) }));
  return { count, hosts: names, rules: most };
}

/** Most nodes that a rule lets into one domain: with m there, each of the others has at least m less the skew. */
function mostIn({ domain, most = Infinity, maxSkew = Infinity }: SpreadRule, count: number, hosts: readonly Host[]) {
  const nameOf = (host: Host) => (domain === 'host' ? host.name : domain === 'rack' ? rackLabel(host) : host.site);
  const others = new Set(hosts.map(nameOf)).size - 1;
  let reached = 0;
  while (reached < Math.min(most, count) && reached + 1 + others * Math.max(0, reached + 1 - maxSkew) <= count)
    reached++;
  return reached;
}
