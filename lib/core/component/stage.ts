/**
 * When a component is installed. What stands before or in `network` must run on the host network and tolerate nodes
 * that are not ready: on a first install nothing else can start.
 */
export enum Stage {
  /** Files on hosts: control plane, load balancers. */
  HOSTS = 'hosts',
  /** Custom resource definitions and namespaces. */
  DEFINITIONS = 'definitions',
  /** The cluster network, with its own operator. */
  NETWORK = 'network',
  /** Operators of everything that follows. */
  OPERATORS = 'operators',
  STORAGE = 'storage',
  /** Logging, metrics, registry, CI. */
  PLATFORM = 'platform',
  TENANTS = 'tenants',
  /** Backups and synchronisation with other sites. */
  RECOVERY = 'recovery',
}

/** All stages, in the order in which they are installed. */
export const STAGES: readonly Stage[] = Object.values(Stage);

/** `03-network`: the stage as a folder name that sorts in the order of installation. */
export function stageFolder(stage: Stage): string {
  return `${String(STAGES.indexOf(stage) + 1).padStart(2, '0')}-${stage}`;
}
