import type { Alternatives } from '../../../core';
import { Memo } from '../../model/memo';
import { type Body, bodyOf, factsOf, type Thing } from '../../model/model';
import { partsOf } from '../../parts/parts';
import { judgeActivePassive } from './active-passive';
import { chooseAmong } from './alternatives';
import { judgeCopies } from './copies/copies';
import type { Finding } from '../finding';
import type { Asks } from '../asks';
import type { Need } from '../needs';
import { judgeReplicas } from './replicas';
import type { Serving } from '../serving';
import { judgeVoters } from './voters/voters';

const FINDINGS = new Memo<Thing, Map<string, Finding>>();

/**
 * What a failure does to a thing by itself. Hosts that play the same part are alike, and most failures do nothing to most
 * things: each case is judged once. What depends on other things is asked anew.
 */
export function findingOn(thing: Thing, jury: Asks, needs: readonly Need[]): Finding {
  const body = bodyOf(thing);
  if (body === undefined) return outside(thing, jury);
  if (body.type === 'alternatives') return chooseAmong(body, jury);
  if (jury.course.isCut()) return startable(judged(body, jury, needs), thing, jury);
  const { course } = jury;
  const known = FINDINGS.of(course.model, thing, () => new Map<string, Finding>());
  const key = course.signature(partsOf(course.model, thing));
  const finding = known.get(key) ?? judged(body, jury, needs);
  known.set(key, finding);
  return startable(finding, thing, jury);
}

function judged(body: Exclude<Body, Alternatives>, jury: Asks, needs: readonly Need[]): Finding {
  const { course } = jury;
  switch (body.type) {
    case 'voters':
      return judgeVoters(body, course);
    case 'copies':
      return judgeCopies(body, course, (step) => servingAfter(step, jury, needs));
    case 'replicas':
      return judgeReplicas(body, course);
    case 'active-passive':
      return judgeActivePassive(body, course);
  }
}

/** Where those serve that move the primary of copies: what they need, as it was after a blow. */
function servingAfter(step: number, jury: Asks, needs: readonly Need[]): Serving | undefined {
  // Whoever votes moves the primary.
  const [judge] = needs.filter(({ thing }) => bodyOf(thing)?.type === 'voters');
  if (judge === undefined) return undefined;
  return (step === jury.course.last ? judge.outcome : jury.after(step).outcomeOf(judge.thing)).serves;
}

/** What must start again may need more than what runs: a registry, an identity provider. */
function startable(finding: Finding, thing: Thing, jury: Asks): Finding {
  if (finding.restarts !== true) return finding;
  const missing = factsOf(thing, 'dependency')
    .filter((fact) => fact.for === 'starting')
    .flatMap(({ on }) => jury.course.model.thing.get(on) ?? [])
    .map((needed) => jury.outcomeOf(needed).verdict)
    .find(({ availability }) => availability === 'down' || availability === 'read-only');
  if (missing === undefined) return finding;
  const because = `${finding.because}, and cannot start without ${missing.thing}: ${missing.because}`;
  return { ...finding, availability: 'down', because };
}

/** Something outside falls with its site, if one was told; what only needs others has nothing of its own to lose. */
function outside(thing: Thing, { course }: Asks): Finding {
  const site = factsOf(thing, 'outside').flatMap((fact) => fact.site ?? [])[0];
  if (site !== undefined && course.fateOfPlace(site).step < Infinity)
    return { availability: 'down', data: 'safe', because: `it stands in ${site}` };
  return { availability: 'available', data: 'safe', because: 'nothing of it is touched' };
}
