import { bodyOf, type Model, type Thing } from './model';

const HOSTS = new WeakMap<Thing, ReadonlySet<string>>();

/** Hosts and sites on which parts of a thing stand or may stand, or have their disks. */
export function hostsOf(thing: Thing): ReadonlySet<string> {
  const known = HOSTS.get(thing);
  if (known !== undefined) return known;
  const hosts = new Set(listed(thing));
  HOSTS.set(thing, hosts);
  return hosts;
}

function listed(thing: Thing): readonly string[] {
  const body = bodyOf(thing);
  if (body === undefined || body.type === 'alternatives') return [];
  if (body.type === 'active-passive') return body.hosts;
  const disks = body.type === 'voters' ? body.groups.flatMap(({ disk }) => disk ?? []) : [];
  return [...body.groups.flatMap(({ hosts }) => hosts), ...disks];
}

/** Their sites, each once. */
export function sitesOf(model: Model, thing: Thing): readonly string[] {
  return [...new Set([...hostsOf(thing)].map((host) => model.host.get(host)?.site ?? host))];
}
