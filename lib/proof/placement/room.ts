import type { Placement, SpreadRule } from '../../core';
import type { Model } from '../model/model';
import { arrangements } from './arrangements';
import { cellsOf } from './cells';
import { domainOf, groundOf } from './ground';

/**
 * How many members of a placement can stand when none may be on some hosts: those that stood there are placed anew. Where
 * a lost domain still counts as the emptiest one, no other takes more than its skew.
 */
export function room(model: Model, placement: Placement, without: ReadonlySet<string>): number {
  const { count, hosts, rules = [] } = placement;
  const seats = groundOf(model, placement, 'none').seats;
  const excluded = new Map([...without].filter((host) => seats.has(host)).map((host) => [host, undefined]));
  if (excluded.size === 0) return count;
  const cells = cellsOf(groundOf(model, placement, 'none'), excluded);
  const kept = rules.map((rule) => {
    if (rule.countsLost !== true || rule.maxSkew === undefined || !empties(model, hosts, without, rule)) return rule;
    return { domain: rule.domain, most: Math.min(rule.most ?? Infinity, rule.maxSkew) };
  });
  for (let number = count; number > 0; number--) if (arrangements(cells, number, kept).length > 0) return number;
  return 0;
}

/** Whether a whole domain of a rule is among the hosts that take none. */
function empties(
  model: Model,
  hosts: readonly string[],
  without: ReadonlySet<string>,
  { domain }: SpreadRule,
): boolean {
  const left = new Set(hosts.filter((host) => !without.has(host)).map((host) => domainOf(model, host, domain)));
  return hosts.some((host) => without.has(host) && !left.has(domainOf(model, host, domain)));
}
