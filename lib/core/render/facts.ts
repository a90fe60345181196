import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { fileName } from '../component/file-name';
import type { Rendering } from './rendering';

/**
 * What the components say about themselves, for machines: stages, needs, and what each is made of. Times in seconds, sizes
 * in bytes.
 */
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

/** As JSON has it: durations and sizes are numbers, wherever they stand. */
function plain(value: unknown): unknown {
  if (value instanceof Duration) return value.toMilliseconds({ integral: false }) / 1000;
  if (value instanceof Size) return value.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, plain(each)]));
}
