import { TripodError } from '../../../errors';
import type { Placement, Reaction, SpreadRule, Timer } from '../facts';

/** Where members may stand, at most one on a host: anywhere on some hosts, or so many here and so many there. */
export interface Where {
  /** Hosts that may carry a member. @default - see `groups` */
  readonly hosts?: readonly string[];
  /** So many on these hosts: `[{ count: 2, hosts: ['a1', 'a2'] }, …]`. @default - see `hosts` */
  readonly groups?: readonly Placement[];
}

/**
 * `count` members, by the rules of the system and never two on one host. A group that has a rule for a domain keeps its
 * own.
 * @throws TripodError unless there are either hosts or groups, with `count` members in all
 */
export function members(
  of: string,
  { hosts, groups }: Where,
  count: number,
  rules: readonly SpreadRule[] = [],
): readonly Placement[] {
  if ((hosts === undefined) === (groups === undefined)) {
    refuse(of, 'hosts', hosts && 'hosts and groups', 'hosts, or groups', 'say in one way where they stand');
  }
  const placed = groups ?? [{ count, hosts: hosts ?? [] }];
  const found = placed.reduce((sum, group) => sum + group.count, 0);
  if (found !== count) {
    refuse(of, 'groups', found, `${count} members in all`, 'let the counts of the groups add up');
  }
  return placed.map((group) => ({ ...group, rules: ruled(group.rules ?? [], [...rules, APART]) }));
}

/** The same to a loss and to a cut: either way nobody answers. */
export function unanswered(...timers: readonly Timer[]): readonly Reaction[] {
  return ['host', 'cut'].map((to) => ({ to, timers }));
}

const APART: SpreadRule = { domain: 'host', most: 1 };

function ruled(own: readonly SpreadRule[], others: readonly SpreadRule[]): readonly SpreadRule[] {
  return [...own, ...others.filter(({ domain }) => !own.some((rule) => rule.domain === domain))];
}

/** @throws TripodError that names the setting of the system */
export function refuse(of: string, at: string, got: unknown, want: string, fix: string): never {
  throw new TripodError([{ path: of, at, got, want, fix }]);
}

/** @throws TripodError unless the setting is a whole number between `least` and `most` */
export function whole(of: string, at: string, got: number, least: number, most: number): number {
  if (Number.isInteger(got) && got >= least && got <= most) return got;
  return refuse(of, at, got, `a whole number between ${least} and ${most}`, 'see the documentation of the system');
}
