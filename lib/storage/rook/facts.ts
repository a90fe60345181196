import { Fact } from '../../core';
import { GATEWAYS } from './pools/bucket';
import { type Layout, minimumCopies } from './cluster/layout';
import { monitorHosts } from './cluster/monitors';

export interface Parts {
  readonly shared: boolean;
  readonly bucket: boolean;
}

/** What the proof has to know of the cluster. */
export function factsOf(layout: Layout, { shared, bucket }: Parts): readonly Fact[] {
  const { copies, failureDomain: domain, mode } = layout;
  const hosts = layout.hosts.map(({ name }) => name);
  // In stretch mode a group of copies serves only while it has members in both sites, until one of them is given up.
  const spans = mode === 'stretch' ? { spans: layout.sites.length } : {};
  const stored = (of: string) => [
    Fact.copies(of, { domain, copies, minimum: minimumCopies(copies), ...spans, hosts }),
    Fact.dependsOn(of, 'ceph-mon'),
  ];
  return [
    Fact.voters('ceph-mon', { hosts: monitorHosts(layout).map(({ name }) => name) }),
    ...stored('block'),
    ...(shared ? stored('shared') : []),
    ...(bucket
      ? [...stored('bucket'), Fact.replicas('bucket-gateway', { count: GATEWAYS, spread: domain, hosts })]
      : []),
  ];
}
