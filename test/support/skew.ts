import { minor } from 'semver';

/** Minors that a kubelet may be older than its API servers (kubernetes/website content/en/releases/version-skew-policy.md, "kubelet"). */
const OLDEST_KUBELET = 3;

/** Whether a kubelet may serve beside such API servers: never newer than the oldest, at most three minors older than the newest. */
export function kubeletFits(kubelet: string, apiServers: readonly string[]): boolean {
  const minors = apiServers.map((version) => minor(version));
  const own = minor(kubelet);
  return own <= Math.min(...minors) && Math.max(...minors) - own <= OLDEST_KUBELET;
}

/** Whether API servers may serve one cluster: at most one minor apart (the same page, "kube-apiserver"). */
export function apiServersFit(versions: readonly string[]): boolean {
  const minors = versions.map((version) => minor(version));
  return Math.max(...minors) - Math.min(...minors) <= 1;
}
