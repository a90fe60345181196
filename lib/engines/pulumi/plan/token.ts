/** Type token of a kind: `kubernetes:apps/v1:Deployment`; the core group has a name of its own there. */
export function typeOf(apiVersion: string, kind: string): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/** Name of an object in a stack: `Deployment/velero/velero`, `Namespace/velero`. */
export function nameOf(kind: string, namespace: string | undefined, name: string): string {
  return [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}
