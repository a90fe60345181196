import { Duration } from 'cdk8s';
import { Problems } from '../errors';
import type { Bandwidth } from './bandwidth';
import { checkAddresses } from './check/addresses';
import { checkClusters } from './check/clusters';
import { checkLinks } from './check/links';
import { resolveSites } from './check/sites';
import type { CityDeclaration, ClusterDeclaration, LinkDeclaration } from './declare';
import { freeze } from './freeze';
import type { Cluster, Host, Link, Site } from './model';
import { items } from './check/shape';

export interface LandscapeProps {
  readonly cities: readonly CityDeclaration[];
  /** Connections of the sites: one for each two sites of a cluster, and of clusters that talk. */
  readonly links?: readonly LinkDeclaration[];
  /** Kubernetes clusters with their addresses. */
  readonly clusters: readonly ClusterDeclaration[];
}

/**
 * Cities, sites, racks, hosts, links and addresses of a bank: what exists, before anything runs on it.
 * Values only, never changed after construction.
 */
export class Landscape {
  /**
   * Checks the whole declaration and expands it to hosts with racks and addresses.
   * @throws TripodError with every fault that was found
   */
  static of(props: LandscapeProps): Landscape {
    const problems = new Problems('landscape');
    const sites = resolveSites(items(props?.cities, problems, 'cities', 'a list of cities'), problems);
    checkAddresses(sites, problems);
    const links = checkLinks(items(props?.links ?? [], problems, 'links', 'a list of links'), sites, problems);
    const declared = items(props?.clusters, problems, 'clusters', 'a list of clusters');
    const clusters = checkClusters(declared, sites, links, problems);
    problems.throwIfAny();
    return new Landscape(freeze(sites), freeze(links), freeze(clusters));
  }

  private readonly siteByName: ReadonlyMap<string, Site>;
  private readonly rtts: ReadonlyMap<string, Link>;

  private constructor(
    readonly sites: readonly Site[],
    readonly links: readonly Link[],
    readonly clusters: readonly Cluster[],
  ) {
    this.siteByName = new Map(sites.map((site) => [site.name, site]));
    this.rtts = new Map(links.flatMap((link) => [link, turned(link)]).map((link) => [link.between.join(' '), link]));
  }

  /** @throws RangeError if there is no such site */
  site(name: string): Site {
    const site = this.siteByName.get(name);
    if (site === undefined)
      throw new RangeError(`no site ${name}; there are ${[...this.siteByName.keys()].join(', ')}`);
    return site;
  }

  cluster(name: string): Cluster | undefined {
    return this.clusters.find((cluster) => cluster.name === name);
  }

  get hosts(): readonly Host[] {
    return this.sites.flatMap((site) => site.hosts);
  }

  /** The link of two sites, in either direction; undefined where none was declared. */
  link(a: string, b: string): Link | undefined {
    return this.rtts.get(`${a} ${b}`);
  }

  /** Bandwidth of the slowest of the links between pairs of sites; undefined where one of them is not known, and without pairs. */
  slowest(pairs: readonly (readonly [string, string])[]): Bandwidth | undefined {
    const known = pairs.flatMap(([a, b]) => this.link(a, b)?.bandwidth ?? []);
    if (known.length < pairs.length) return undefined;
    return [...known].sort((a, b) => a.bitsPerSecond - b.bitsPerSecond)[0];
  }

  /** Round trip of two sites; zero inside a site, undefined where no link was declared. */
  rtt(a: string, b: string): Duration | undefined {
    return a === b ? Duration.millis(0) : this.link(a, b)?.rtt;
  }

  /** The longest round trip between any two of the sites, in milliseconds. */
  longestRtt(sites: readonly string[]): number {
    const pairs = sites.flatMap((a, index) => sites.slice(index + 1).map((b) => this.rtt(a, b)));
    return Math.max(0, ...pairs.map((rtt) => rtt?.toMilliseconds({ integral: false }) ?? 0));
  }
}

function turned(link: Link): Link {
  return { ...link, between: [link.between[1], link.between[0]] };
}
