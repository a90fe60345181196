import type { SpreadDomain, SpreadRule } from '../../core';

/** Fewest and most members of one domain. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What may stand in one host, rack and site. */
export type Limits = Readonly<Record<SpreadDomain, Bounds>>;

/**
 * The bounds under which a placement keeps its rules, one set for each choice of the emptiest domains: a rule of skew s
 * holds just when there is an m with m to m + s members in every domain.
 * @param domains how many of each kind there are
 */
export function limitsOf(
  rules: readonly SpreadRule[],
  count: number,
  domains: Readonly<Record<SpreadDomain, number>>,
): readonly Limits[] {
  const choices = (domain: SpreadDomain): readonly Bounds[] => {
    const own = rules.filter((rule) => rule.domain === domain);
    const most = Math.min(Infinity, ...own.map((rule) => rule.most ?? Infinity));
    const skew = Math.min(Infinity, ...own.map((rule) => rule.maxSkew ?? Infinity));
    if (!Number.isFinite(skew)) return [{ least: 0, most }];
    const emptiest = Math.floor(count / Math.max(1, domains[domain]));
    return Array.from({ length: emptiest + 1 }, (_, least) => ({ least, most: Math.min(most, least + skew) }));
  };
  return choices('site').flatMap((site) =>
    choices('rack').flatMap((rack) => choices('host').map((host) => ({ site, rack, host }))),
  );
}
