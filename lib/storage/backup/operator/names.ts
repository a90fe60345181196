/** Where Velero runs, on both sides: a backup is restored by a Velero in a namespace of the same name. */
export const NAMESPACE = 'velero';

/** Name of the server: maintenance jobs copy its Deployment by it (velero pkg/repository/maintenance/maintenance.go@v1.18.1). */
export const VELERO = 'velero';

/** Name of the node agent, by which Velero looks for it (velero pkg/nodeagent/node_agent.go@v1.18.1). */
export const NODE_AGENT = 'node-agent';

/** Port of the metrics of both. */
export const METRICS = { name: 'metrics', containerPort: 8085 };

/** Secret with the password of all repositories, and its key (velero pkg/repository/keys/keys.go@v1.18.1). */
export const PASSWORD = { secret: 'velero-repo-credentials', key: 'repository-password' };

/**
 * What a schedule is called in the cluster. Backups carry it, and a Velero that reads those of another environment takes the
 * newest of a name, wherever it lies (velero pkg/controller/restore_controller.go@v1.18.1, validateAndComplete): each
 * environment has names of its own.
 */
export function scheduleName(environment: string, name: string): string {
  return `${environment}-${name}`;
}
