import { Duration, Size } from 'cdk8s';
import { VERSIONS } from '../../core';
import { corruptionChecks } from './corruption';

/** Times of etcd, in milliseconds; equal on every member. */
export interface EtcdTiming {
  readonly heartbeat: number;
  readonly election: number;
}

/** etcd's default, and its floor here: with less, a busy disk alone starts elections. */
const SHORTEST_HEARTBEAT = 100;

/** etcd does not start with more (etcd-io/etcd server/embed/config.go@v3.6.5, maxElectionMs). */
export const LONGEST_ELECTION = 50_000;

/** `quota-backend-bytes`: the largest database that upstream suggests (etcd-io/website content/en/docs/v3.6/dev-guide/limit.md). */
export const ETCD_QUOTA = Size.gibibytes(8);

/**
 * Times for members whose longest round trip is `rtt` milliseconds: a heartbeat of one round trip, and an election
 * after ten heartbeats. Upstream wants 0.5 to 1.5 and at least 10 round trips (etcd-io/website
 * content/en/docs/v3.6/tuning.md), and etcd itself at least 5 heartbeats (server/embed/config.go@v3.6.5).
 */
export function etcdTiming(rtt: number): EtcdTiming {
  const heartbeat = Math.max(SHORTEST_HEARTBEAT, Math.ceil(rtt));
  return { heartbeat, election: 10 * heartbeat };
}

/**
 * How long a member that starts asks so many peers which do not answer, one after the other, for what they hold: 5 s and
 * two elections each (etcd-io/etcd server/etcdserver/corrupt.go@v3.6.5, InitialCheck; server/config/config.go, ReqTimeout).
 * Measured with election 1000: 7 to 15 s where three members start together, which is one or two peers.
 */
export function startupDelay(silent: number, { election }: EtcdTiming): Duration {
  return Duration.millis(silent * (5_000 + 2 * election));
}

/** How long a start may take at most: with every peer silent, as after a power cut that all members shared. */
export function startupPatience(members: number, timing: EtcdTiming): Duration {
  return startupDelay(Math.max(0, members - 1), timing);
}

/** Arguments of every member, of the etcd that kubeadm brings. */
export function etcdArguments(rtt: number): Readonly<Record<string, string>> {
  const { heartbeat, election } = etcdTiming(rtt);
  return {
    'heartbeat-interval': String(heartbeat),
    'election-timeout': String(election),
    'quota-backend-bytes': String(ETCD_QUOTA.toKibibytes() * 1024),
    // The API servers compact every five minutes; this is for the hours in which none of them runs.
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '8h',
    ...corruptionChecks(VERSIONS.etcd.version),
  };
}
