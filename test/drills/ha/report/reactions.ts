import type { Rendering, Timer } from 'tripod-iac';
import { seconds } from '../judge/seconds';

/** What some things of a proof do by themselves after a failure. */
export interface TimedReaction {
  /** Things that do so, by name. */
  readonly of: readonly string[];
  /** What they react to; undefined for what their clients wait on a peer that vanished. */
  readonly to: string | undefined;
  /** One after the other, in milliseconds. */
  readonly timers: readonly { readonly name: string; readonly limit: number }[];
}

/** The timers that a proof adds up, from the facts of its environment. */
export function reactionsOf({ environment }: Rendering): readonly TimedReaction[] {
  const facts = environment.components.flatMap((component) => component.facts);
  const told = facts.flatMap((fact): readonly TimedReaction[] => {
    if (fact.type === 'patience') return [timed(fact.of, undefined, fact.timers)];
    return 'reactions' in fact ? (fact.reactions ?? []).map(({ to, timers }) => timed(fact.of, to, timers)) : [];
  });
  const found = new Map<string, TimedReaction>();
  for (const { of, to, timers } of told) {
    const key = JSON.stringify([to, timers]);
    found.set(key, { of: [...(found.get(key)?.of ?? []), ...of], to, timers });
  }
  return [...found.values()];
}

/** `api-vip-sh-a, to haproxy: the holder counts as lost 2.6 s + the next one takes over 1.0 s` */
export function sayReaction({ of, to, timers }: TimedReaction): string {
  const sum = timers.map(({ name, limit }) => `${name} ${seconds(limit)}`).join(' + ');
  return `${of.join(', ')}, ${to === undefined ? 'whose clients wait' : `to ${to}`}: ${sum}`;
}

function timed(of: string, to: string | undefined, timers: readonly Timer[]): TimedReaction {
  const limits = timers.map(({ name, time }) => ({ name, limit: time.toMilliseconds({ integral: false }) }));
  return { of: [of], to, timers: limits };
}
