import { Duration } from 'cdk8s';
import type { Component, Fact, Timer } from '../../../../core';
import { quote } from '../../../../hosts';
import type { Site } from '../../../../landscape';
import { type Action, Lasting } from '../../../plan/action';

/** One thing that reacts, and the longest that it takes. */
interface Line {
  readonly of: string;
  readonly timers: readonly Timer[];
  readonly seconds: number;
}

/** What happens by itself when a site is lost, as the facts of the proof have it: shown, and waited for. */
export function byItself(components: readonly Component[], site: Site): Action {
  const lines = components.flatMap(({ facts }) => facts).flatMap((fact) => reactionOf(fact, site));
  const longest = Math.max(0, ...lines.map(({ seconds }) => seconds));
  const shown = lines.map(
    ({ of, timers, seconds }) => `${of}: ${timers.map(({ name }) => name).join(', then ')} (up to ${seconds} s)`,
  );
  return {
    id: 'by-itself',
    title: `Show what happens by itself: all of it has ended ${longest} s after the loss`,
    phase: 'look',
    time: Duration.seconds(longest),
    commands:
      shown.length === 0
        ? ['echo "nothing is known to react"']
        : [...new Set(shown)].sort().map((line) => `echo ${quote(line)}`),
    verify: [],
    undo: new Lasting('it only looks'),
  };
}

/** Of a thing with a member in that site: what it does when a host with a member is lost. */
function reactionOf(fact: Fact, site: Site): readonly Line[] {
  if (!('reactions' in fact) || fact.reactions === undefined || !standsIn(fact, site)) return [];
  return fact.reactions
    .filter(({ to }) => to === 'host' || to === 'active')
    .map(({ timers }) => ({ of: fact.of, timers, seconds: secondsOf(timers) }))
    .filter(({ seconds }) => seconds > 0);
}

function standsIn(fact: Fact, { hosts }: Site): boolean {
  const named = 'hosts' in fact ? fact.hosts : 'groups' in fact ? fact.groups.flatMap((group) => group.hosts) : [];
  return hosts.some(({ name }) => named.includes(name));
}

function secondsOf(timers: readonly Timer[]): number {
  return Math.ceil(timers.reduce((sum, { time }) => sum + time.toMilliseconds(), 0) / 1000);
}
