import type { Settings } from './settings/settings';
import { KMS_CHECK } from './encryption/configuration';
import { EVENTS_CHECKS } from './etcd/events';

/** Seconds between two checks of an API server, of one check at most, and failures after which it gets no more clients. */
export const CHECK = { interval: 1, timeout: 2, fall: 2, rise: 2 } as const;

/**
 * Seconds that an API server which ends still serves after it says that it is not ready: twice as long as the load
 * balancers need to notice. Measured with 8 s: two API servers restarted, none of 1,525 writes failed.
 */
export const DRAIN_SECONDS = 2 * CHECK.fall * Math.max(CHECK.interval, CHECK.timeout);

/** Settings on which it depends what an API server needs to be well. */
type HealthSettings = Pick<Settings, 'eventsEtcd' | 'encryption'>;

/**
 * Where a load balancer asks an API server whether it is ready. Left out is what all of them share and can do without:
 * the etcd of events, and the key service, whose loss stops new Secrets and no more. Asked for, the loss of either
 * would take every API server out at once.
 */
export function readyUri({ eventsEtcd, encryption }: HealthSettings): string {
  return excluding('/readyz', [
    ...(eventsEtcd ? EVENTS_CHECKS : []),
    ...(encryption.provider === 'kms' ? [KMS_CHECK] : []),
  ]);
}

/** Where the kubelet asks whether an API server lives. One that does not is killed: the etcd of events is no reason. */
export function liveUri({ eventsEtcd }: Pick<HealthSettings, 'eventsEtcd'>): string {
  return excluding('/livez', eventsEtcd ? EVENTS_CHECKS.slice(0, 1) : []);
}

function excluding(path: string, checks: readonly string[]): string {
  return checks.length === 0 ? path : `${path}?${checks.map((name) => `exclude=${name}`).join('&')}`;
}
