import { city, type HostGroup, Landscape, site, type Site, type SiteRole, storage, voters } from 'tripod-iac';

interface SiteSketch {
  readonly role?: SiteRole;
  readonly hosts: readonly HostGroup[];
  readonly racks?: readonly string[];
}

/** Sites of one city by name, with nothing in them but what Ceph cares for. */
export function sitesOf(sketches: Readonly<Record<string, SiteSketch>>): readonly Site[] {
  const sites = Object.entries(sketches).map(([name, { role = 'active', hosts, racks }], index) =>
    site(name, { role, hosts, racks, subnet: `10.0.${index}.0/24` }),
  );
  return Landscape.of({ cities: [city('shanghai', sites)], clusters: [] }).sites;
}

/** Two sites with data and a witness. */
export function stretched(a: readonly HostGroup[] = [storage(2)], b: readonly HostGroup[] = [storage(2)]) {
  return sitesOf({ a: { hosts: a }, b: { hosts: b }, w: { role: 'witness', hosts: [voters(1)] } });
}

export function oneSite(...hosts: readonly HostGroup[]) {
  return sitesOf({ a: { hosts } });
}
