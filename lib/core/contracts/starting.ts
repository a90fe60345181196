import { Fact } from './facts';

/** Registry of the images, as a thing of the proof: it lies outside, unless a component declares it. */
export const REGISTRY = 'registry';

/** What pods need to start on another host: their images, and an API by which they are placed. */
export function toStart(of: string): readonly Fact[] {
  return [Fact.dependsOn(of, REGISTRY, 'starting'), Fact.dependsOn(of, 'kubernetes-api', 'starting')];
}
