import type { EngineLog } from '../lib/engine-log';
import type { Cluster } from './cluster/cluster';
import type { Options } from './options';

/** What every operation works with, once the provider is configured. */
export interface Session {
  readonly options: Options;
  /** Undefined where the cluster could not be reached; `unreachable` says why then. */
  readonly cluster: Cluster | undefined;
  readonly unreachable: string;
  readonly log: EngineLog;
  /** Set when the engine gives up. */
  readonly cancelled: AbortSignal;
}

/**
 * The cluster, for an operation that cannot do without.
 * @throws as the official plugin does (provider/provider.go, Create).
 */
export function reachable({ cluster, unreachable }: Session): Cluster {
  if (!cluster) throw new Error(`configured Kubernetes cluster is unreachable: ${unreachable}`);
  return cluster;
}
