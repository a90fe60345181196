import type { Placement, SpreadDomain } from '../../core';
import { Memo } from '../model/memo';
import type { Model } from '../model/model';

/** Hosts of one rack that may carry members, by the place in which a failure tells them apart. */
interface Plot {
  readonly site: string;
  readonly rack: string;
  readonly hosts: ReadonlyMap<string, number>;
}

/** Where a placement may put its members. Made once for each placement: a failure then touches only a few hosts of it. */
export interface Ground {
  readonly plots: readonly Plot[];
  /** Plot and place of each host. */
  readonly seats: ReadonlyMap<string, { readonly plot: number; readonly place: string }>;
  /** Site of each place. */
  readonly sites: ReadonlyMap<string, string>;
}

/** How finely a failure tells hosts apart that share its fate. */
export type Grain = SpreadDomain | 'none';

const GROUNDS = new Memo<Placement, Map<Grain, Ground>>();

export function groundOf(model: Model, placement: Placement, grain: Grain): Ground {
  const known = GROUNDS.of(model, placement, () => new Map<Grain, Ground>());
  const ground = known.get(grain) ?? survey(model, placement, grain);
  known.set(grain, ground);
  return ground;
}

/** Where no rule asks for racks or sites, they are taken together. */
function survey(model: Model, { hosts, rules = [] }: Placement, grain: Grain): Ground {
  const byRack = rules.some(({ domain }) => domain === 'rack');
  const bySite = byRack || rules.some(({ domain }) => domain === 'site');
  const plots = new Map<string, { index: number; site: string; rack: string; hosts: Map<string, number> }>();
  const seats = new Map<string, { plot: number; place: string }>();
  const sites = new Map<string, string>();
  for (const name of hosts) {
    const host = model.host.get(name);
    const [site, rack] = [bySite ? (host?.site ?? '') : '', byRack ? (host?.rack ?? '') : ''];
    const key = `${site}/${rack}`;
    const plot = plots.get(key) ?? { index: plots.size, site, rack, hosts: new Map<string, number>() };
    plots.set(key, plot);
    const place = grain === 'none' ? '' : domainOf(model, name, grain);
    plot.hosts.set(place, (plot.hosts.get(place) ?? 0) + 1);
    seats.set(name, { plot: plot.index, place });
    sites.set(place, host?.site ?? '');
  }
  return { plots: [...plots.values()], seats, sites };
}

/** Name of the domain in which a host stands: racks are named within their site. */
export function domainOf(model: Model, name: string, domain: SpreadDomain): string {
  const host = model.host.get(name);
  if (host === undefined || domain === 'host') return name;
  return domain === 'site' ? host.site : `${host.site}/${host.rack}`;
}
