import { Duration } from 'cdk8s';
import {
  city,
  cluster,
  Environment,
  type EnvironmentProps,
  type HostGroup,
  Landscape,
  link,
  masters,
  Platform,
  site,
  type SiteRole,
  storage,
  voters,
} from 'tripod-iac';

interface Sketch {
  readonly role?: SiteRole;
  readonly racks?: readonly string[];
  readonly hosts: readonly HostGroup[];
}

const WITNESS: Sketch = { role: 'witness', hosts: [masters(1), voters(1)] };

/** A storage host holds 4 × 4 TiB = 16 TiB. What stands beside storage: enough masters for a control plane. */
const SKETCHES = {
  /** Copies on three of five hosts. */
  'one site by hosts': { a: { hosts: [masters(3), storage(5)] } },
  /** A copy in each of three racks of two hosts. */
  'one site by racks': { a: { racks: ['r1', 'r2', 'r3'], hosts: [masters(3), storage(6)] } },
  /** Two copies in each of two sites, on hosts of their own. Each site has two racks of two hosts. */
  'two sites and a witness': {
    a: { racks: ['r1', 'r2'], hosts: [masters(2), storage(4)] },
    b: { racks: ['r1', 'r2'], hosts: [masters(2), storage(4)] },
    w: WITNESS,
  },
  /** Two copies in each of two sites, in racks of their own: three in each site, a host alone in one of them. */
  'two sites in racks': {
    a: { racks: ['r1', 'r2', 'r3'], hosts: [masters(2), storage(5)] },
    b: { racks: ['r1', 'r2', 'r3'], hosts: [masters(2), storage(5)] },
    w: WITNESS,
  },
  /** A copy in each of three sites of three hosts. */
  'three sites': {
    a: { hosts: [masters(1), storage(3)] },
    b: { hosts: [masters(1), storage(3)] },
    c: { hosts: [masters(1), storage(3)] },
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Sketch>>>>;

export type LandscapeName = keyof typeof SKETCHES;
export const LANDSCAPES = Object.keys(SKETCHES) as readonly LandscapeName[];

/** The landscape of that name: one city, and one cluster over all of its sites. */
export function landscape(name: LandscapeName): Landscape {
  const sketches: Readonly<Record<string, Sketch>> = SKETCHES[name];
  const sites = Object.entries(sketches).map(([at, { role = 'active', ...sketch }], index) =>
    site(at, { role, subnet: `10.0.${index}.0/24`, vip: `10.0.${index}.5`, ...sketch }),
  );
  const names = Object.keys(sketches);
  const rtt = Duration.millis(1);
  return Landscape.of({
    cities: [city('shanghai', sites)],
    links: names.flatMap((one, index) => names.slice(index + 1).map((other) => link(one, other, { rtt }))),
    clusters: [cluster('production', { sites: names, pods: '10.128.0.0/14', services: '10.96.0.0/16' })],
  });
}

/** An environment over all sites of that landscape. */
export function environmentOf(name: LandscapeName, props: Partial<EnvironmentProps> = {}): Environment {
  return new Environment(new Platform(), 'production', { landscape: landscape(name), tier: 'production', ...props });
}
