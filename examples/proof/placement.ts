import { Fact, judge, type Landscape, loss, modelOf, type SpreadRule, type ThingVerdict } from 'tripod-iac';

/** Three copies on any hosts, of which two must have a write, when a site is lost. */
export function without(landscape: Landscape, site: string, ...rules: readonly SpreadRule[]): ThingVerdict {
  const hosts = landscape.hosts.map(({ name }) => name);
  const copies = Fact.copies('ledger', { groups: [{ count: 3, hosts, rules }], minimum: 2 });
  return judge(modelOf(landscape, [copies]), loss.site(site)).get('ledger')!;
}
