import { Fact } from './facts';

/** Registry of the images, as a thing of the proof: it lies outside, unless a component declares it. */
export const REGISTRY = 'registry';

/** Name server of the cluster, as a thing of the proof: it is assumed to work, unless the control plane declares it. */
export const CLUSTER_DNS = 'cluster-dns';

/** What pods need to start on another host: their images, and an API by which they are placed. */
export function toStart(of: string): readonly Fact[] {
  return [Fact.dependsOn(of, REGISTRY, 'starting'), Fact.dependsOn(of, 'kubernetes-api', 'starting')];
}

/** Says that pods find others by their names in the cluster, at all times. */
export function resolvesNames(of: string): Fact {
  return Fact.dependsOn(of, CLUSTER_DNS);
}
