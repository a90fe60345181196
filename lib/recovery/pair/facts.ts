import { type Component, type Environment, Fact, type Timer } from '../../core';
import { KUBERNETES_ENDPOINT } from '../../hosts';
import type { Phase } from '../plan/action';
import type { RecoveryPlan } from '../plan/recovery-plan';
import type { Pair } from './pair';
import { total } from './times';

/** Facts that say what a thing is made of. */
const MADE: readonly Fact['type'][] = ['voters', 'copies', 'replicas', 'active-passive', 'alternatives'];

/** What phases are to a reader of plan and report. What comes before the decision, or when all serve again, is not counted. */
const COUNTED: Readonly<Partial<Record<Phase, (pair: Pair) => string>>> = {
  look: ({ to }) => `look at what answers, and at the health of ${to.name}`,
  fence: ({ from, fence }) => `fence ${from.name} (${fence.kind})`,
  data: ({ to }) => `${to.name} takes over the data`,
  objects: () => 'take over what stood in etcd alone',
  traffic: ({ to }) => `lead the DNS records to ${to.name}`,
  verification: () => 'verify as a user would',
};

/** How the plan for the loss of the city brings everything back, with the times of its own steps. */
export function factsOf(pair: Pair, plan: RecoveryPlan, itself: Component): readonly Fact[] {
  const { from, to, decision, covers = common(from, to, itself) } = pair;
  const fact = {
    title: `loss of the city: ${to.name} takes over`,
    by: to.sites.map(({ name }) => name),
    after: from.sites.map(({ name }) => name),
    decision,
    steps: stepsOf(pair, plan),
    dns: pair.traffic?.ttl ?? pair.dns,
  };
  return covers.map((of) => Fact.recoveryPlan(of, fact));
}

/** Without the wait for caches, which the proof counts by itself. */
function stepsOf(pair: Pair, { actions }: RecoveryPlan): readonly Timer[] {
  return Object.entries(COUNTED).flatMap(([phase, name]) => {
    const counted = actions.filter((action) => action.phase === phase && action.id !== 'wait-for-caches');
    const times = counted.map(({ time }) => time);
    return times.length === 0 ? [] : [{ name: name(pair), time: total(times) }];
  });
}

/** What both are made of, by name. What serves a single site is missed by nobody when that is lost. */
function common(from: Environment, to: Environment, itself: Component): readonly string[] {
  const theirs = new Set(made(to, itself));
  return made(from, itself).filter((name) => theirs.has(name) || name === KUBERNETES_ENDPOINT);
}

function made({ components }: Environment, itself: Component): readonly string[] {
  const others = components.filter((component) => component !== itself);
  const facts = others.flatMap((component) => component.facts);
  const local = new Set(facts.filter(({ type }) => type === 'local').map(({ of }) => of));
  return facts.filter(({ type, of }) => MADE.includes(type) && !local.has(of)).map(({ of }) => of);
}
