import { Duration } from 'cdk8s';
import type { Landscape } from '../../landscape';

/** Seconds between two advertisements of the holder, and between two looks at its load balancer. */
export const ADVERT = 1;
export const CHECK_INTERVAL = 1;
/** Failed looks after which the VIP is given up, and good ones after which it may be taken. */
export const CHECK_FALL = 2;
export const CHECK_RISE = 2;

/** Priority of the first master of a site; each one after it has one less. */
const HIGHEST_PRIORITY = 101;

/** The protocol knows 1 to 255 (RFC 9568, 5.2.3). */
export const ROUTER_IDS = { first: 1, last: 255 } as const;

/** Those of Tripod begin where the examples of keepalived do (acassen/keepalived doc/keepalived.conf.SYNOPSIS). */
const FIRST_ROUTER_ID = 51;

/** Priority of a master by its place in the site, from 0. */
export function priority(index: number): number {
  return HIGHEST_PRIORITY - index;
}

/**
 * VRRP router of a site: what `given` says, or by its place in the landscape. No two sites share one, even where the
 * network stretches a subnet. New sites are therefore declared after the others; one in between would renumber those
 * behind it.
 */
export function virtualRouterId(
  landscape: Landscape,
  site: string,
  given: Readonly<Record<string, number>> = {},
): number {
  return (
    (Object.hasOwn(given, site) ? given[site] : undefined) ??
    FIRST_ROUTER_ID + landscape.sites.findIndex(({ name }) => name === site)
  );
}

/** How long it takes until another master holds a VIP. */
export interface Takeover {
  readonly detection: Duration;
  readonly switchover: Duration;
}

/**
 * Takeover among `masters` of a site: a holder counts as lost after three advertisements, and the next one waits
 * (256 − priority) / 256 of one more (RFC 9568, 6.1). A load balancer that ends is seen no later: two looks, and the
 * time-out of the second.
 */
export function takeover(masters: number): Takeover {
  const skew = ((256 - priority(Math.max(0, masters - 1))) / 256) * ADVERT;
  const checked = CHECK_INTERVAL * CHECK_FALL + CHECK_INTERVAL;
  return {
    detection: Duration.seconds(Math.max(3 * ADVERT, checked)),
    switchover: Duration.millis(Math.ceil(skew * 1000)),
  };
}
