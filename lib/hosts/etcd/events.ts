import type { Host } from '../../landscape';
import { EVENTS_PORTS } from '../ports';

const [CLIENT_PORT, PEER_PORT] = EVENTS_PORTS;

/** Name of the static pod of a member, and of its container. */
export const EVENTS_POD = 'etcd-events';
/** Manifest of a member, before it is put where the kubelet starts it. */
export const EVENTS_MANIFEST = '/etc/kubernetes/etcd-events/etcd-events.yaml';

export function clientUrl({ address }: Pick<Host, 'address'>): string {
  return `https://${address}:${CLIENT_PORT}`;
}

export function peerUrl({ address }: Pick<Host, 'address'>): string {
  return `https://${address}:${PEER_PORT}`;
}

/**
 * `--etcd-servers-overrides` for events of both API groups, which are stored in one place
 * (kubernetes/kubernetes pkg/kubeapiserver/default_storage_factory_builder.go@v1.34.4). Every API server has the URLs of
 * all members: one that is still alone starts with those of the others missing, and none hangs on the member of its host.
 */
export function eventsOverride(masters: readonly Host[]): string {
  return `/events#${masters.map(clientUrl).join(';')}`;
}

/**
 * Checks of an API server that ask etcd of events, by name (kubernetes/apiserver pkg/server/options/etcd.go@v0.34.4).
 * Unless they are excluded, losing events takes every API server out: not ready, and then killed for not being alive.
 */
export const EVENTS_CHECKS = ['etcd-override-0', 'etcd-override-readiness-0'] as const;
