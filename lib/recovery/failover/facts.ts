import { type Component, type Environment, Fact } from '../../core';
import { KUBERNETES_ENDPOINT } from '../../hosts';
import type { Failover } from './props';
import { stepNames } from './steps';

/** Facts that say what a thing is made of. */
const MADE: readonly Fact['type'][] = ['voters', 'copies', 'replicas', 'active-passive', 'alternatives'];

/**
 * The plan, for everything that it brings back. Asked for when both environments are complete.
 * @param itself which has no facts of its own
 */
export function plansOf(failover: Failover, itself: Component): readonly Fact[] {
  const { from, to, decision, dns, steps, covers = common(from, to, itself) } = failover;
  const plan = {
    title: `loss of the city: ${to.name} takes over`,
    by: to.sites.map(({ name }) => name),
    after: from.sites.map(({ name }) => name),
    decision,
    steps: stepNames(failover).map(({ step, name }) => ({ name, time: steps[step] })),
    dns,
  };
  return covers.map((of) => Fact.recoveryPlan(of, plan));
}

/** What both are made of, by name. What serves a single site is missed by nobody when that is lost. */
function common(from: Environment, to: Environment, itself: Component): readonly string[] {
  const theirs = new Set(made(to, itself));
  return made(from, itself).filter((name) => theirs.has(name) || name === KUBERNETES_ENDPOINT);
}

function made({ components }: Environment, itself: Component): readonly string[] {
  // A plan that leads back would ask for this one.
  const others = components.filter((component) => component.constructor !== itself.constructor);
  const facts = others.flatMap((component) => component.facts);
  const local = new Set(facts.filter(({ type }) => type === 'local').map(({ of }) => of));
  return facts.filter(({ type, of }) => MADE.includes(type) && !local.has(of)).map(({ of }) => of);
}
