import { Duration } from 'cdk8s';
import type { Problems } from '../../../core';
import { checkSwitch } from '../../../core/check/props';
import { isWhole } from '../../../errors';
import { HIGHEST_PORT, LOWEST_PORT, TAKEN } from '../../ports';
import type { Settings } from '../../settings/settings';

/** A host has a /24 of the pods' addresses, and 250 leaves some for pods that just end. */
const PODS = { fewest: 10, most: 250 } as const;

const DAY = 24 * 3_600_000;

/**
 * Days that a certificate may live. Less than a day ends before somebody is at work to renew it; the longest is what
 * whoever leaves with a key has of it, since kubeadm's certificates cannot be revoked (kubernetes/kubernetes issue 18982).
 */
const LIFETIME = { shortest: 1, longest: 3 * 365 } as const;

/** Checks numbers, times and switches. */
export function checkNumbers(settings: Settings, problems: Problems): void {
  const { port, podsPerNode, maxRoundTrip, certificateValidity } = settings;
  const whole = problems.check(isWhole(port, LOWEST_PORT, HIGHEST_PORT), {
    at: 'loadBalancerPort',
    got: port,
    want: `a whole number between ${LOWEST_PORT} and ${HIGHEST_PORT}`,
    fix: 'leave it out for 8443',
  });
  problems.check(!whole || !TAKEN.includes(port), {
    at: 'loadBalancerPort',
    got: port,
    want: `a port that no part of Kubernetes takes on a master (${TAKEN.join(', ')})`,
    fix: 'leave it out for 8443',
  });
  problems.check(isWhole(podsPerNode, PODS.fewest, PODS.most), {
    at: 'podsPerNode',
    got: podsPerNode,
    want: `a whole number between ${PODS.fewest} and ${PODS.most}`,
    fix: 'leave it out for 110',
  });
  problems.check((millisecondsOf(maxRoundTrip) ?? 0) > 0, {
    at: 'maxRoundTrip',
    got: maxRoundTrip,
    want: 'a Duration above 0',
    fix: 'leave it out for 10 ms',
  });
  const lifetime = millisecondsOf(certificateValidity);
  const bounded = (lifetime ?? 0) >= LIFETIME.shortest * DAY && (lifetime ?? 0) <= LIFETIME.longest * DAY;
  problems.check(bounded && (lifetime ?? 0) % DAY === 0, {
    at: 'certificateValidity',
    got: lifetime === undefined ? certificateValidity : `${lifetime / DAY} days`,
    want: `whole days, between ${LIFETIME.shortest} and ${LIFETIME.longest}: nobody can revoke what was stolen`,
    fix: 'leave it out for a year',
  });
  checkSwitch('eventsEtcd', settings.eventsEtcd, 'leave `eventsEtcd` out', problems);
  checkSwitch('cloudInit', settings.cloudInit, 'leave `cloudInit` out', problems);
}

/** Milliseconds of a Duration that ends; undefined for anything else. */
export function millisecondsOf(duration: unknown): number | undefined {
  if (!(duration instanceof Duration)) return undefined;
  const milliseconds = duration.toMilliseconds({ integral: false });
  return Number.isFinite(milliseconds) ? milliseconds : undefined;
}
