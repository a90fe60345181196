import type { Objectives } from '../../core';
import type { Outcome, Proof, ThingVerdict } from '../../proof';
import { time } from './time';

/** Classes of failures in the order in which they grow, each as a sentence names any of them. */
const CLASSES = ['host', 'rack', 'site', 'city'] as const satisfies readonly (keyof Objectives)[];

/** What the failures of a class cost at worst. */
interface Cost {
  /** What becomes of data, in a phrase. */
  readonly loss: string;
  /** Milliseconds until everything that comes back is back. */
  readonly within: number;
  readonly byPlan: boolean;
  /** Things that do not come back. */
  readonly away: number;
}

/**
 * What the loss of any one host, rack, site or city costs at worst, in one sentence without its full stop. Things whose
 * risk the bank accepted for a class are left out of it, and counted.
 */
export function summary(proof: Proof): string {
  if (proof.things.length === 0) return 'no component says what it is made of';
  const costs = CLASSES.flatMap((name) => {
    const verdicts = verdictsOf(proof, name);
    return verdicts === undefined ? [] : [{ name, cost: costOf(verdicts) }];
  });
  const groups: { names: string[]; cost: Cost }[] = [];
  for (const { name, cost } of costs) {
    const last = groups.at(-1);
    if (last === undefined || phrase(last.cost) !== phrase(cost)) groups.push({ names: [name], cost });
    else groups[groups.length - 1] = { names: [...last.names, name], cost: slower(last.cost, cost) };
  }
  const parts = groups.map(({ names, cost }) => `any ${list(names)} ${phrase(cost)}${back(cost)}`);
  const accepted = proof.accepted.length;
  const aside = accepted === 0 ? [] : [`${accepted} accepted ${accepted === 1 ? 'risk' : 'risks'} aside`];
  return [...parts, ...aside].join('; ');
}

/** Verdicts that somebody misses on all failures of a class; undefined where there is no such failure. */
function verdictsOf({ outcomes, accepted }: Proof, name: keyof Objectives): readonly ThingVerdict[] | undefined {
  const of: readonly Outcome[] = outcomes.filter(({ kind }) => kind === name);
  if (of.length === 0) return undefined;
  const aside = new Set(accepted.filter(({ failure }) => failure === name).map(({ thing }) => thing));
  return of.flatMap(({ verdicts }) => verdicts).filter(({ thing, moot }) => !aside.has(thing) && moot !== true);
}

function costOf(verdicts: readonly ThingVerdict[]): Cost {
  const back = verdicts.filter(({ within }) => within !== undefined);
  return {
    loss: lossOf(verdicts),
    within: Math.max(0, ...back.map(({ within = 0 }) => within)),
    byPlan: back.some(({ recovery }) => recovery === 'human'),
    away: things(verdicts.filter(({ within }) => within === undefined)),
  };
}

function lossOf(verdicts: readonly ThingVerdict[]): string {
  const lost = verdicts.filter(({ data }) => data === 'lost');
  const all = things(lost.filter(({ loss }) => loss === undefined));
  if (all > 0) return `is lost with all data of ${counted(all)}`;
  if (lost.length > 0)
    return `is lost with the last ${time(Math.max(...lost.map(({ loss = 0 }) => loss)) / 1000)} of data`;
  return verdicts.some(({ data }) => data === 'at risk')
    ? 'is lost with some data at risk'
    : 'is lost without loss of data';
}

/** What makes two classes the same sentence; of their times the longer one is said. */
function phrase({ loss, byPlan, away }: Cost): string {
  return `${loss}, ${away > 0 ? `${counted(away)} not back` : `back${byPlan ? ' by the plan' : ''}`}`;
}

function back({ within, away }: Cost): string {
  return away > 0 ? '' : within === 0 ? ' at once' : ` within ${time(within / 1000)}`;
}

function slower(a: Cost, b: Cost): Cost {
  return a.within >= b.within ? a : b;
}

function things(verdicts: readonly ThingVerdict[]): number {
  return new Set(verdicts.map(({ thing }) => thing)).size;
}

function counted(count: number): string {
  return count === 1 ? '1 thing' : `${count} things`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
