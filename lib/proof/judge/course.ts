import type { Blow, Failure } from '../failure/failure';
import type { Model } from '../model/model';
import type { Part } from '../parts/parts';

/** What becomes of a host, or of a disk. */
export interface Fate {
  /** Index of the blow after which it is away; Infinity for one that stays. */
  readonly step: number;
  /** Whether its disk is gone for good. */
  readonly lost: boolean;
  /** Whether it said goodbye before. @default false */
  readonly goodbye?: boolean;
  /** Whether it is there, and only takes no pods. @default false */
  readonly drained?: boolean;
}

export const STAYS: Fate = { step: Infinity, lost: false };

/** A failure as it unfolds: who is away after which blow, and who hears whom. */
export class Course {
  private readonly fates = new Map<string, Fate>();
  private readonly noPods = new Map<string, Fate>();
  private readonly hosts: readonly string[];
  /** Sites without a host that stays. */
  private readonly emptiedSites: ReadonlySet<string>;

  constructor(
    readonly model: Model,
    readonly failure: Failure,
  ) {
    failure.blows.forEach(({ lost = [], off = [], left = [], drained = [] }, step) => {
      left.forEach((host) => this.take(host, { step, lost: false, goodbye: true }));
      off.forEach((host) => this.take(host, { step, lost: false }));
      lost.forEach((host) => this.take(host, { step, lost: true }));
      drained.forEach((host) => this.noPods.set(host, { step, lost: false, drained: true }));
    });
    const sites = new Set([...this.fates.keys()].flatMap((host) => model.host.get(host)?.site ?? []));
    this.emptiedSites = new Set([...sites].filter((site) => this.fateOfSite(site).step < Infinity));
    this.hosts = [...new Set([...this.fates.keys(), ...this.noPods.keys()])];
  }

  get blows(): readonly Blow[] {
    return this.failure.blows;
  }

  get last(): number {
    return this.blows.length - 1;
  }

  get lastBlow(): Blow {
    return this.blows[this.last] ?? {};
  }

  /** Most hosts that the last blow takes in one site. */
  get mostOfOneSite(): number {
    const { lost = [], off = [] } = this.lastBlow;
    const counts = new Map<string, number>();
    for (const host of new Set([...lost, ...off])) {
      const site = this.model.host.get(host)?.site ?? '';
      counts.set(site, (counts.get(site) ?? 0) + 1);
    }
    return Math.max(0, ...counts.values());
  }

  /** Whether the last blow cuts links. */
  get cutsNow(): boolean {
    return (this.lastBlow.cuts ?? []).length > 0;
  }

  /** Whether the last blow takes one of some hosts, or the last host of one of some sites. @param pods that left drained hosts */
  takesNow(places: ReadonlySet<string>, pods = false): boolean {
    const { lost = [], off = [], left = [] } = this.lastBlow;
    const takes = (host: string) => places.has(host) && !(pods && this.fateOfPods(host).drained === true);
    if ([...lost, ...off, ...left].some(takes)) return true;
    return [...this.emptiedSites].some((site) => places.has(site) && this.fateOfSite(site).step === this.last);
  }

  /** Index of the last blow before which everything was repaired; 0 where nothing was. */
  get repairedBefore(): number {
    return Math.max(0, this.blows.map(({ repaired = false }) => repaired).lastIndexOf(true));
  }

  /** The failure up to a blow, and no further. */
  until(step: number): Course {
    return new Course(this.model, { name: this.failure.name, blows: this.blows.slice(0, step) });
  }

  /** Hosts to which anything happens. */
  get touched(): readonly string[] {
    return this.hosts;
  }

  /** How many hosts of each part meet which fate, and what was repaired: equal for failures that do the same. */
  signature(parts: ReadonlyMap<string, Part>): string {
    const racks = new Map<string, Map<string, number>>();
    for (const host of this.hosts) {
      const part = parts.get(host);
      if (part === undefined) continue;
      const { step, lost, goodbye } = this.fateOf(host);
      const key = `${part.key} ${step} ${lost} ${goodbye} ${this.noPods.get(host)?.step}`;
      // The name of a rack does not matter, only its shape, and who falls together.
      const rack = racks.get(part.rack) ?? new Map([[part.shape, 0]]);
      racks.set(part.rack, rack);
      rack.set(key, (rack.get(key) ?? 0) + 1);
    }
    if (racks.size === 0) return '';
    const told = [...racks.values()].map((rack) =>
      [...rack]
        .map(([key, count]) => `${key}=${count}`)
        .sort()
        .join(';'),
    );
    const repairs = this.blows.map(({ repaired = false }) => (repaired ? 'r' : '-')).join('');
    return `${repairs} ${told.sort().join('|')}`;
  }

  /** Whether links are cut by the time of a blow. @default at the end */
  isCut(step = this.last): boolean {
    return this.blows.slice(0, step + 1).some(({ cuts = [] }) => cuts.length > 0);
  }

  /** Whether two sites reach each other directly after a blow. @default at the end */
  reaches(a: string, b: string, step = this.last): boolean {
    return !this.blows
      .slice(0, step + 1)
      .some(({ cuts = [] }) => cuts.some(([x, y]) => (x === a && y === b) || (x === b && y === a)));
  }

  /** Index of the blow that cuts a host off from another place; Infinity if none does. */
  partedAfter(host: string, place: string): number {
    const [here = host, there = place] = [host, place].map((each) => this.model.host.get(each)?.site);
    const step = this.blows.findIndex((_, index) => here !== there && !this.reaches(here, there, index));
    return step < 0 ? Infinity : step;
  }

  fateOf(host: string): Fate {
    return this.fates.get(host) ?? STAYS;
  }

  /** Of pods that move on a host: they leave one that is drained, too. */
  fateOfPods(host: string): Fate {
    const [gone, drained] = [this.fateOf(host), this.noPods.get(host)];
    return drained !== undefined && drained.step < gone.step ? drained : gone;
  }

  /** A site is away with the last of its hosts. */
  fateOfSite(site: string): Fate {
    const { hosts } = this.model.landscape.site(site);
    if (hosts.some(({ name }) => !this.fates.has(name))) return STAYS;
    const fates = hosts.map(({ name }) => this.fateOf(name));
    return { step: Math.max(...fates.map(({ step }) => step)), lost: fates.every(({ lost }) => lost) };
  }

  /** Of a host or a site, by name. */
  fateOfPlace(place: string): Fate {
    return this.model.host.has(place) ? this.fateOf(place) : this.fateOfSite(place);
  }

  /** What was away may be lost later; what is lost stays lost from when it went. */
  private take(host: string, fate: Fate): void {
    const before = this.fates.get(host);
    this.fates.set(host, before === undefined ? fate : { ...before, lost: before.lost || fate.lost });
  }
}
