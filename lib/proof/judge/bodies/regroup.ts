import type { Placement, SpreadRule } from '../../../core';
import { domainOf } from '../../placement/ground';
import { room } from '../../placement/room';
import type { Course } from '../course';

/** Members of a placement, as they stand before a failure or between two blows. */
export interface Standing {
  readonly placement: Placement;
  readonly count: number;
  /** Hosts of the placement on which none stands. */
  readonly without: ReadonlySet<string>;
  /** Rules under which they stand. */
  readonly rules: readonly SpreadRule[];
}

/** As placed at the start. */
export function atFirst(groups: readonly Placement[]): readonly Standing[] {
  return groups.map((placement) => ({
    placement,
    count: placement.count,
    without: NONE,
    rules: placement.rules ?? [],
  }));
}

const NONE: ReadonlySet<string> = new Set();

/** Where pods stand once those of hosts that were away or drained before a blow have started again on what was left. */
export function movedBefore(groups: readonly Placement[], course: Course, step: number): readonly Standing[] {
  const without = new Set(course.touched.filter((host) => course.fateOfPods(host).step < step));
  return groups.map((placement) => ({
    placement,
    count: room(course.model, placement, without),
    without,
    rules: placement.rules ?? [],
  }));
}

/** Where copies stand once they were made again: no domain takes more than its share of all, as a CRUSH rule divides them. */
export function remadeBefore(groups: readonly Placement[], course: Course, step: number): readonly Standing[] {
  const without = new Set(course.touched.filter((host) => course.fateOf(host).step < step));
  return groups.map((placement) => {
    const { rules = [] } = placement;
    const shared = { ...placement, rules: rules.map((rule) => shareOf(rule, placement, course)) };
    const touched = placement.hosts.some((host) => without.has(host));
    return { placement, count: touched ? room(course.model, shared, without) : placement.count, without, rules };
  });
}

function shareOf(rule: SpreadRule, { count, hosts }: Placement, course: Course): SpreadRule {
  if (rule.maxSkew === undefined) return rule;
  const domains = new Set(hosts.map((host) => domainOf(course.model, host, rule.domain))).size;
  return { domain: rule.domain, most: Math.min(rule.most ?? Infinity, Math.ceil(count / domains)) };
}
