import { bodyOf, factsOf, type Thing } from '../model/model';
import { partsOf } from '../parts/parts';
import { judgeActivePassive } from './active-passive';
import { chooseAmong } from './alternatives';
import { judgeCopies } from './copies/copies';
import type { Finding } from './finding';
import type { Jury } from './jury';
import type { Need } from './needs';
import { judgeReplicas } from './replicas';
import type { Serving } from './serving';
import { judgeVoters } from './voters/voters';

const FINDINGS = new WeakMap<Thing, Map<string, Finding>>();

/**
 * What a failure does to a thing by itself. Hosts that play the same part are alike, and most failures do nothing to most
 * things: each case is judged once.
 */
export function findingOn(thing: Thing, jury: Jury, needs: readonly Need[]): Finding {
  const type = bodyOf(thing)?.type;
  // Cut links make it depend on what it needs.
  if (type === undefined || type === 'alternatives' || jury.course.isCut()) return judged(thing, jury, needs);
  const known = FINDINGS.get(thing) ?? new Map<string, Finding>();
  FINDINGS.set(thing, known);
  const key = jury.course.signature(partsOf(jury.course.model, thing));
  const finding = known.get(key) ?? judged(thing, jury, needs);
  known.set(key, finding);
  return finding;
}

function judged(thing: Thing, jury: Jury, needs: readonly Need[]): Finding {
  const { course } = jury;
  const body = bodyOf(thing);
  switch (body?.type) {
    case 'voters':
      return judgeVoters(body, course);
    case 'copies':
      return judgeCopies(body, course, (step) => servingAfter(step, jury, needs));
    case 'replicas':
      return startable(judgeReplicas(body, course), thing, jury);
    case 'active-passive':
      return judgeActivePassive(body, course);
    case 'alternatives':
      return chooseAmong(body, jury);
    case undefined:
      return outside(thing, jury);
  }
}

/** Where those serve that move the primary of copies: what they need, as it was after a blow. */
function servingAfter(step: number, jury: Jury, needs: readonly Need[]): Serving | undefined {
  if (step === jury.course.last) return needs.find(({ outcome }) => outcome.serves !== undefined)?.outcome.serves;
  const then = jury.after(step);
  return needs.map(({ thing }) => then.outcomeOf(thing).serves).find((serves) => serves !== undefined);
}

/** What must start again may need more than what runs: a registry, an identity provider. */
function startable(finding: Finding, thing: Thing, jury: Jury): Finding {
  if (finding.restarts !== true) return finding;
  const missing = factsOf(thing, 'dependency')
    .filter((fact) => fact.for === 'starting')
    .flatMap(({ on }) => jury.course.model.thing.get(on) ?? [])
    .map((needed) => jury.verdictOn(needed))
    .find(({ availability }) => availability === 'down' || availability === 'read-only');
  if (missing === undefined) return finding;
  const because = `${finding.because}, and cannot start without ${missing.thing}: ${missing.because}`;
  return { ...finding, availability: 'down', because };
}

/** Something outside falls with its site, if one was told; what only needs others has nothing of its own to lose. */
function outside(thing: Thing, { course }: Jury): Finding {
  const site = factsOf(thing, 'outside').flatMap((fact) => fact.site ?? [])[0];
  if (site !== undefined && course.fateOfPlace(site).step < Infinity)
    return { availability: 'down', data: 'safe', because: `it stands in ${site}` };
  return { availability: 'available', data: 'safe', because: 'nothing of it is touched' };
}
