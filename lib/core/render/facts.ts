import { Duration } from 'cdk8s';
import type { Fact } from '../contracts/facts';
import { fileName } from './kustomization';
import type { Rendering } from './rendering';

/** What the components say about themselves, for machines: stages, needs, and what each is made of. Times in seconds. */
export function facts({ environment, components }: Rendering): string {
  const value = {
    environment: environment.name,
    tier: environment.tier,
    distribution: String(environment.distribution),
    components: components.map(({ component }) => ({
      name: fileName(component),
      stage: component.stage,
      needs: component.needs.map(fileName),
      facts: component.facts.map(plain),
    })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function plain(fact: Fact): object {
  return Object.fromEntries(
    Object.entries(fact).map(([key, value]: [string, unknown]) => [
      key,
      value instanceof Duration ? value.toMilliseconds() / 1000 : value,
    ]),
  );
}
