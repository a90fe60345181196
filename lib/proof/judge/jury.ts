import { factsOf, type Thing } from '../model/model';
import type { ThingVerdict } from '../proof';
import { DATA, isWorse, type Verdict } from '../verdict/verdict';
import { waysOf, works } from './alternatives';
import type { Course } from './course';
import type { Finding } from './finding';
import { leftCopy } from './loss';
import { type Need, needsAfter } from './needs';
import { findingOn } from './own';
import type { Serving } from './serving';
import { lengthOf, ownTime, patienceOf, planOf, planTime } from './times';

/** A verdict, and where the thing serves if links are cut. */
export interface Outcome {
  readonly verdict: ThingVerdict;
  /** Why no more of it is there. */
  readonly because: string;
  /** Why its data is no safer. */
  readonly dataBecause?: string;
  readonly serves?: Serving;
}

/** Judges the things of one failure, each once, what it needs first. */
export class Jury {
  private readonly outcomes = new Map<Thing, Outcome>();

  /** @param alone whether what a thing needs is taken for untouched. @default false */
  constructor(
    readonly course: Course,
    private readonly alone = false,
  ) {}

  /** As things were after an earlier blow. */
  after(step: number): Jury {
    return new Jury(this.course.until(step + 1));
  }

  verdictOn(thing: Thing): ThingVerdict {
    return this.outcomeOf(thing).verdict;
  }

  outcomeOf(thing: Thing): Outcome {
    const known = this.outcomes.get(thing);
    if (known !== undefined) return known;
    const needs = this.alone ? [] : needsAfter(thing, this);
    const own = findingOn(thing, this, needs);
    const { availability, because, serves, root } = met(own, needs, this.course);
    const data = dataOf(thing, own, needs, this.course);
    const isServing = availability === 'available' || availability === 'degraded';
    const outcome: Outcome = {
      because,
      dataBecause: data.because,
      verdict: {
        thing: thing.name,
        availability,
        ...data.words,
        ...(isServing ? this.waits(thing, own, needs) : this.mends(thing, own, needs)),
        because: [because, ...(data.because === undefined ? [] : [data.because])].join('; '),
        ...((root ?? data.root) === undefined ? {} : { root: root ?? data.root }),
        ...(isMoot(thing, this.course) ? { moot: true } : {}),
      },
      ...(serves === undefined ? {} : { serves }),
    };
    this.outcomes.set(thing, outcome);
    return outcome;
  }

  /** Service comes back by itself: reactions run side by side with those of what is needed, clients wait after them. */
  private waits(thing: Thing, own: Finding, needs: readonly Need[]): Pick<Verdict, 'recovery' | 'within'> {
    const needed = needs.filter(({ holds }) => holds).map(({ outcome }) => outcome.verdict.within ?? 0);
    const reacts = Math.max(ownTime(thing, this.course, own), this.switches(thing), ...needed);
    return { recovery: 'auto', within: reacts === 0 ? 0 : reacts + patienceOf(thing, this.course) };
  }

  /** Of several ways the slowest that works counts, and the change to it where one is gone. */
  private switches(thing: Thing): number {
    return Math.max(
      0,
      ...factsOf(thing, 'alternatives').flatMap(({ among, switchover }) => {
        const ways = waysOf(among, this);
        const times = ways.filter(works).map(({ verdict }) => verdict.within ?? 0);
        return [...times, ...(ways.every(works) ? [] : [lengthOf(switchover)])];
      }),
    );
  }

  /** Somebody must act: by the thing's own plan, or by those of what it needs, if nothing else is wrong. */
  private mends(thing: Thing, own: Finding, needs: readonly Need[]): Pick<Verdict, 'recovery' | 'within'> {
    const plan = planOf(thing, this.course);
    if (plan !== undefined) return { recovery: 'human', within: planTime(plan) };
    const stands = own.availability === 'available' || own.availability === 'degraded';
    const missing = needs.filter(({ holds }) => !holds).map(({ outcome }) => outcome.verdict);
    const times = missing.map(({ recovery, within }) => (recovery === 'human' ? within : undefined));
    if (!stands || times.length === 0 || times.some((time) => time === undefined)) return { recovery: 'human' };
    return { recovery: 'human', within: Math.max(...times.map((time) => time ?? 0)) };
  }
}

interface Met extends Pick<Finding, 'availability' | 'because' | 'serves'> {
  readonly root?: string;
}

/** The worse of a thing by itself and of what it needs. */
function met(own: Finding, needs: readonly Need[], course: Course): Met {
  const serves = needs.reduce<Serving | undefined>((sites, need) => need.meets(sites, course), own.serves);
  return needs.reduce<Met>(
    (found, { availability, because, outcome }) =>
      isWorse(availability, found.availability)
        ? { ...found, availability, because, root: outcome.verdict.root ?? outcome.verdict.thing }
        : found,
    { availability: own.availability, because: own.because, ...(serves === undefined ? {} : { serves }) },
  );
}

interface Kept {
  readonly words: Pick<Verdict, 'data' | 'loss'>;
  readonly because: string | undefined;
  readonly root?: string;
}

function dataOf(thing: Thing, own: Finding, needs: readonly Need[], course: Course): Kept {
  const stores = needs.filter(({ keepsData }) => keepsData).map(({ outcome }) => outcome);
  const worst = stores.reduce<Pick<Verdict, 'data' | 'loss'> & Omit<Kept, 'words'>>(
    (a, { verdict: { thing: of, data, loss, root }, dataBecause }) =>
      DATA.indexOf(data) > DATA.indexOf(a.data)
        ? { data, loss, because: `its data is in ${of}: ${dataBecause}`, root: root ?? of }
        : a,
    { data: own.data, loss: undefined, because: own.dataBecause },
  );
  const { root } = worst;
  if (worst.data !== 'lost') return { words: { data: worst.data }, because: worst.because, root };
  const copy = leftCopy(thing, course);
  const ages = [worst.loss, copy?.age].filter((age) => age !== undefined);
  const told = copy === undefined ? 'no copy elsewhere is left' : `the copy in ${copy.to} is at most that old`;
  return {
    words: { data: 'lost', ...(ages.length > 0 ? { loss: Math.min(...ages) } : {}) },
    because: [worst.because, ...(worst.root === undefined || copy !== undefined ? [told] : [])].join('; '),
    // A copy of its own makes its loss its own.
    root: copy === undefined ? root : undefined,
  };
}

/** A thing of one site is not missed when the whole site is lost. */
function isMoot(thing: Thing, course: Course): boolean {
  return factsOf(thing, 'local').some(({ site }) => course.fateOfSite(site).step < Infinity);
}
