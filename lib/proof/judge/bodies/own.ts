import type { Alternatives } from '../../../core';
import { hostsOf } from '../../model/hosts';
import { Memo } from '../../model/memo';
import { type Body, bodyOf, factsOf, type Thing } from '../../model/model';
import { partsOf } from '../../parts/parts';
import { judgeActivePassive } from './active-passive';
import { chooseAmong } from './alternatives';
import { judgeCopies } from './copies/copies';
import type { Finding } from '../finding';
import type { Asks } from '../asks';
import { find, type Need, needsOf } from '../needs';
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
  if (jury.course.isCut()) return after(judged(body, jury, needs), thing, jury);
  const { course } = jury;
  const known = FINDINGS.of(course.model, thing, () => new Map<string, Finding>());
  const key = course.signature(partsOf(course.model, thing));
  const finding = known.get(key) ?? judged(body, jury, needs);
  known.set(key, finding);
  return after(finding, thing, jury);
}

function after(finding: Finding, thing: Thing, jury: Asks): Finding {
  return reacting(startable(finding, thing, jury), thing, jury);
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
  if (finding.unstarted === undefined) return finding;
  const missing = needsOf(thing, 'starting', jury).find((need) => !find(need, thing, finding, jury.course).holds);
  if (missing === undefined) return finding;
  const { availability, because } = finding.unstarted;
  return {
    ...finding,
    availability,
    restarts: false,
    because: `${because}, and no more can start without ${missing.thing.name}: ${missing.outcome.because}`,
  };
}

/** What needs others only to react stays as a blow left it when they were not there at that blow. */
function reacting(finding: Finding, thing: Thing, jury: Asks): Finding {
  const { course } = jury;
  if (!factsOf(thing, 'dependency').some((fact) => fact.for === 'reacting')) return finding;
  for (const step of course.blows.keys()) {
    if (!course.until(step + 1).takesNow(hostsOf(thing))) continue;
    const then = step === course.last ? jury : jury.after(step);
    const missing = needsOf(thing, 'reacting', then).find((need) => !find(need, thing, finding, then.course).holds);
    if (missing === undefined) continue;
    const because = `${missing.thing.name} is not there to react: ${missing.outcome.because}`;
    return { ...finding, availability: 'down', because };
  }
  return finding;
}

/** Something outside falls with its site, if one was told; what only needs others has nothing of its own to lose. */
function outside(thing: Thing, { course }: Asks): Finding {
  const site = factsOf(thing, 'outside').flatMap((fact) => fact.site ?? [])[0];
  if (site === undefined) return { availability: 'available', data: 'safe', because: 'nothing of it is touched' };
  if (course.fateOfPlace(site).step < Infinity)
    return { availability: 'down', data: 'safe', because: `it stands in ${site}` };
  const stands = course.isCut() ? { stands: [[site]] } : {};
  return { availability: 'available', data: 'safe', because: 'nothing of it is touched', ...stands };
}
