import type { Settings } from './settings/settings';
import { KMS_CHECK } from './encryption/configuration';
import { EVENTS_CHECKS } from './etcd/events';

/** What decides over an API server. */
type Question = Pick<Settings, 'eventsEtcd' | 'encryption'>;

/**
 * Where a load balancer asks an API server whether it is ready. Left out is what all of them share and can do without:
 * the etcd of events, and the key service, whose loss stops new Secrets and no more. Asked for, the loss of either
 * would take every API server out at once.
 */
export function readyUri({ eventsEtcd, encryption }: Question): string {
  return excluding('/readyz', [
    ...(eventsEtcd ? EVENTS_CHECKS : []),
    ...(encryption.provider === 'kms' ? [KMS_CHECK] : []),
  ]);
}

/** Where the kubelet asks whether an API server lives. One that does not is killed: the etcd of events is no reason. */
export function liveUri({ eventsEtcd }: Pick<Question, 'eventsEtcd'>): string {
  return excluding('/livez', eventsEtcd ? EVENTS_CHECKS.slice(0, 1) : []);
}

function excluding(path: string, checks: readonly string[]): string {
  return checks.length === 0 ? path : `${path}?${checks.map((name) => `exclude=${name}`).join('&')}`;
}
