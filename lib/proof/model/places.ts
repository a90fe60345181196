import type { Fact } from '../../core';
import type { Model } from './model';

/** Whether a name is that of a host or a site. */
export function isPlace(model: Model, name: string): boolean {
  return model.host.has(name) || model.landscape.sites.some((site) => site.name === name);
}

/** Site of something outside, where one was told. */
export function siteOfOutside(model: Model, name: string): string | undefined {
  const facts: readonly Fact[] = model.thing.get(name)?.facts ?? [];
  return facts.flatMap((fact) => (fact.type === 'outside' && fact.site !== undefined ? [fact.site] : []))[0];
}
