import type { Environment } from '../../core';
import { sitesOf } from '../model/hosts';
import { bodyOf, factsOf, type Model, type Thing } from '../model/model';
import { siteOfOutside } from '../model/places';
import { isSerious } from '../outcomes/touched';
import type { Outcome, SharedFate, ThingVerdict } from '../proof';

/** What was meant to fail apart, and does not: members in one rack, copies beside their source, judges on what they judge. */
export function sharedFates(
  environment: Environment,
  model: Model,
  outcomes: readonly Outcome[],
): readonly SharedFate[] {
  return [
    ...inOnePlace(environment, model, outcomes),
    ...model.things.flatMap((thing) => [...besideSource(model, thing), ...onArbitrated(model, thing)]),
  ];
}

/** Things that a rack stops though none of its hosts does, and a site though none of its racks does. */
function inOnePlace({ sites }: Environment, model: Model, outcomes: readonly Outcome[]): readonly SharedFate[] {
  const stopped = (kind: Outcome['kind']) =>
    outcomes
      .filter((outcome) => outcome.kind === kind)
      .flatMap(({ name, verdicts }) => verdicts.filter(isOwn).map((verdict) => ({ name, verdict })));
  const [hosts, racks, whole] = [stopped('host'), stopped('rack'), stopped('site')];
  const anew = (of: typeof racks, within: typeof racks) =>
    of.filter(({ verdict }) => !within.some((inner) => inner.verdict.thing === verdict.thing));
  const spread = ({ verdict }: (typeof racks)[number]) => {
    const thing = model.thing.get(verdict.thing);
    return thing !== undefined && sitesOf(model, thing).length > 1;
  };
  return [...anew(racks, hosts), ...(sites.length > 1 ? anew(whole, [...hosts, ...racks]).filter(spread) : [])].map(
    ({ name, verdict }) => ({
      thing: verdict.thing,
      place: name,
      because: verdict.because,
      fix: `spread ${verdict.thing} further, or accept that it falls with ${name}`,
    }),
  );
}

/** Serious, and of itself: what only needs another is told there. */
function isOwn(verdict: ThingVerdict): boolean {
  return isSerious(verdict) && verdict.root === undefined && verdict.moot !== true;
}

/** A copy in the only site, or in the only city, of its source. */
function besideSource(model: Model, thing: Thing): readonly SharedFate[] {
  const sources = sitesOf(model, thing);
  const cities = new Set(sources.map((site) => model.landscape.site(site).city));
  return factsOf(thing, 'async-copy').flatMap(({ to }) => {
    const place = model.host.get(to)?.site ?? siteOfOutside(model, to) ?? to;
    const site = model.landscape.sites.find(({ name }) => name === place);
    if (site === undefined) return [];
    const fate = (where: string) => ({
      thing: thing.name,
      place: where,
      because: `its copy in ${to} is lost together with its source`,
      fix: `keep a copy outside of ${where}`,
    });
    if (sources.length === 1 && sources[0] === site.name) return [fate(`site ${site.name}`)];
    return cities.size === 1 && cities.has(site.city) ? [fate(`city ${site.city}`)] : [];
  });
}

/** A voter whose disk lies in a site of other voters: it is lost with what it should outlive. */
function onArbitrated(model: Model, thing: Thing): readonly SharedFate[] {
  const body = bodyOf(thing);
  if (body?.type !== 'voters') return [];
  return body.groups.flatMap((group) => {
    const { disk } = group;
    if (disk === undefined) return [];
    const site = model.host.get(disk)?.site ?? disk;
    const own = group.hosts.every((host) => model.host.get(host)?.site === site);
    const others = body.groups.some(
      (other) => other !== group && other.hosts.some((host) => model.host.get(host)?.site === site),
    );
    if (own || !others) return [];
    return [
      {
        thing: thing.name,
        place: `site ${site}`,
        because: `the voter on ${group.hosts.join(', ')} has its disk in ${site}, between whose voters and the others it decides`,
        fix: 'put its disk where it stands',
      },
    ];
  });
}
