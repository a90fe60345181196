import type { SpreadDomain } from 'tripod-iac/core';
import type { Landscape } from 'tripod-iac/landscape';
import type { Blow } from 'tripod-iac/proof';

/** What is up, and who reaches whom, after some blows. Made anew at each blow. */
export class World {
  static whole(landscape: Landscape): World {
    return new World(
      landscape,
      new Map(landscape.hosts.map((each) => [each.name, each])),
      new Set(),
      new Set(),
      new Set(),
      [],
    );
  }

  private constructor(
    readonly landscape: Landscape,
    private readonly byName: ReadonlyMap<string, Landscape['hosts'][number]>,
    readonly lost: ReadonlySet<string>,
    private readonly off: ReadonlySet<string>,
    readonly drained: ReadonlySet<string>,
    private readonly cuts: readonly (readonly [string, string])[],
  ) {}

  after({ lost = [], off = [], drained = [], cuts = [] }: Blow): World {
    return new World(
      this.landscape,
      this.byName,
      new Set([...this.lost, ...lost]),
      new Set([...this.off, ...off]),
      new Set([...this.drained, ...drained]),
      [...this.cuts, ...cuts],
    );
  }

  get isCut(): boolean {
    return this.cuts.length > 0;
  }

  up(host: string): boolean {
    return !this.lost.has(host) && !this.off.has(host);
  }

  siteOf(host: string): string {
    return this.byName.get(host)?.site ?? '';
  }

  hostsOf(site: string): readonly string[] {
    return this.landscape.site(site).hosts.map(({ name }) => name);
  }

  isSite(name: string): boolean {
    return this.landscape.sites.some((site) => site.name === name);
  }

  /** Two racks of one name in two sites are two racks. */
  domain(host: string, level: SpreadDomain): string {
    const { site = '', rack = '' } = this.byName.get(host) ?? {};
    return { host, rack: `${site}/${rack}`, site }[level];
  }

  /** Whether packets go from one site to the other without a third that passes them on. */
  reaches(a: string, b: string): boolean {
    return !this.cuts.some(([from, to]) => (from === a && to === b) || (from === b && to === a));
  }
}

/** One blow, and the world before and after it. */
export interface Stage {
  readonly blow: Blow;
  readonly before: World;
  readonly after: World;
}

/** Of some stages those since the last repair, as if nothing had been before; and those before it. */
export function sinceRepair(landscape: Landscape, stages: readonly Stage[]): [readonly Stage[], readonly Stage[]] {
  const at = stages.findLastIndex(({ blow }, index) => index > 0 && blow.repaired === true);
  if (at < 0) return [stages, []];
  return [
    stagesOf(
      landscape,
      stages.slice(at).map(({ blow }) => blow),
    ),
    stages.slice(0, at),
  ];
}

export function stagesOf(landscape: Landscape, blows: readonly Blow[]): readonly Stage[] {
  let before = World.whole(landscape);
  return blows.map((blow) => {
    const stage = { blow, before, after: before.after(blow) };
    before = stage.after;
    return stage;
  });
}
