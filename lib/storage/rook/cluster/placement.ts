import { NODE_LABELS, nodeTaints, roleLabel, type SpreadDomain } from '../../../core';
import type { CephPlacement, CephSpread } from '../../../kinds';
import type { Host, HostRole } from '../../../landscape';
import { arbiterHosts, type Layout } from './layout';
import { rackSkew } from './monitors';

/** Where the daemons of the cluster run. `arbiter` is not merged with `all` (rook pkg/apis/ceph.rook.io/v1/placement.go@v1.20.6). */
export function clusterPlacement(layout: Layout): Readonly<Partial<Record<'all' | 'mon' | 'arbiter', CephPlacement>>> {
  const skew = rackSkew(layout);
  const mon = skew === undefined ? [] : [spread('rack', { app: 'rook-ceph-mon' }, skew)];
  return {
    all: storagePlacement(layout),
    ...(mon.length > 0 ? { mon: { topologySpreadConstraints: mon } } : {}),
    ...(layout.arbiter === undefined ? {} : { arbiter: arbiterPlacement(arbiterHosts(layout.arbiter)) }),
  };
}

/** Servers on the storage hosts, as far apart as the copies are. */
export function serverPlacement(layout: Layout, labels: Readonly<Record<string, string>>): CephPlacement {
  const domains: readonly SpreadDomain[] = layout.failureDomain === 'host' ? ['host'] : [layout.failureDomain, 'host'];
  const topologySpreadConstraints = domains.map((domain) => spread(domain, labels, 1));
  return { ...storagePlacement(layout), topologySpreadConstraints };
}

function storagePlacement({ sites, hosts }: Layout): CephPlacement {
  const zones = { key: NODE_LABELS.site, operator: 'In', values: sites.map(({ name }) => name) } as const;
  return on('storage', hosts, zones);
}

function arbiterPlacement(hosts: readonly Host[]): CephPlacement {
  return on(hosts.some(({ roles }) => roles.includes('voter')) ? 'voter' : 'control-plane', hosts);
}

interface Expression {
  readonly key: string;
  readonly operator: 'Exists' | 'In';
  readonly values?: readonly string[];
}

/** Nodes with a role, whatever taints its hosts carry. One term only: Rook adds the zone of a monitor to the first. */
function on(role: HostRole, hosts: readonly Host[], ...further: readonly Expression[]): CephPlacement {
  const matchExpressions: readonly Expression[] = [{ key: roleLabel(role), operator: 'Exists' }, ...further];
  const taints = new Map(hosts.flatMap(nodeTaints).map((taint) => [taint.key, taint]));
  const tolerations = [...taints.values()].map(({ key, effect }) => ({ key, operator: 'Exists' as const, effect }));
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
    ...(tolerations.length > 0 ? { tolerations } : {}),
  };
}

function spread(domain: SpreadDomain, matchLabels: Readonly<Record<string, string>>, maxSkew: number): CephSpread {
  return {
    topologyKey: NODE_LABELS[domain],
    maxSkew,
    whenUnsatisfiable: 'DoNotSchedule',
    nodeTaintsPolicy: 'Honor',
    labelSelector: { matchLabels },
  };
}
