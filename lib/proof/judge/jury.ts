import { factsOf, type Thing } from '../model/model';
import type { ThingVerdict } from '../proof';
import { DATA, isWorse, type Verdict, isServing } from '../verdict/verdict';
import type { Asks, Outcome } from './asks';
import type { Course } from './course';
import type { Finding } from './finding';
import { leftCopy } from './loss';
import { find, type Found, type Need, needsAfter, servesWith } from './needs';
import { findingOn } from './bodies/own';
import { byItself, byPeople } from './time/way-back';

/** Judges the things of one failure, each once, what it needs first. */
export class Jury implements Asks {
  private readonly outcomes = new Map<Thing, Outcome>();

  /** @param alone whether what a thing needs is taken for untouched. @default false */
  constructor(
    readonly course: Course,
    private readonly alone = false,
  ) {}

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
    const found = needs.map((need) => find(need, thing, own, this.course));
    const { availability, because, root } = met(own, found);
    const data = dataOf(thing, own, needs, this.course);
    const serves = needs.reduce(
      (sites, need) => servesWith(sites, need, thing, own, this.course),
      own.serves ?? own.stands,
    );
    const outcome: Outcome = {
      because,
      dataBecause: data.because,
      verdict: {
        thing: thing.name,
        availability,
        ...data.words,
        ...(isServing(availability) ? byItself(thing, own, found, this) : byPeople(thing, own, found, this)),
        because: [because, ...(data.because === undefined ? [] : [data.because])].join('; '),
        ...((root ?? data.root) === undefined ? {} : { root: root ?? data.root }),
        ...(isMoot(thing, this.course) ? { moot: true } : {}),
      },
      ...(serves === undefined ? {} : { serves }),
    };
    this.outcomes.set(thing, outcome);
    return outcome;
  }
}

interface Met extends Pick<Finding, 'availability' | 'because'> {
  readonly root?: string;
}

/** The worse of a thing by itself and of what it needs. */
function met(own: Finding, needs: readonly Found[]): Met {
  return needs.reduce<Met>(
    (found, { availability, because, outcome }) =>
      isWorse(availability, found.availability)
        ? { availability, because, root: outcome.verdict.root ?? outcome.verdict.thing }
        : found,
    { availability: own.availability, because: own.because },
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
