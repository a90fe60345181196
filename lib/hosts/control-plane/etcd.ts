import { Size } from 'cdk8s';

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

/** Arguments of every member. kubeadm adds the check for corruption at the start by itself. */
export function etcdArguments(rtt: number): Readonly<Record<string, string>> {
  const { heartbeat, election } = etcdTiming(rtt);
  return {
    'heartbeat-interval': String(heartbeat),
    'election-timeout': String(election),
    'quota-backend-bytes': String(ETCD_QUOTA.toKibibytes() * 1024),
    // The API servers compact every five minutes; this is for the hours in which none of them runs.
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': '8h',
  };
}
