import { lt, parse, valid } from 'semver';

/** Minors that a kubelet may be older than its API server (kubernetes/website content/en/releases/version-skew-policy.md, "kubelet"). */
export const OLDEST_KUBELET = 3;

/** Why a control plane may not go from one version to another. */
export type Refusal = 'no version' | 'other major' | 'downgrade' | 'skipped minor';

/**
 * Whether a control plane may go from one version to the other: a patch or one minor further, never back
 * (kubernetes/website content/en/releases/version-skew-policy.md, "Supported component upgrade order", and
 * kubernetes/kubernetes cmd/kubeadm/app/phases/upgrade/policy.go@v1.34.4, MaximumAllowedMinorVersionUpgradeSkew). kubeadm
 * would go one minor back; the API server's storage would not.
 */
export function refusal(from: string, to: string): Refusal | undefined {
  const [a, b] = [parse(from), parse(to)];
  if (a === null || b === null || a.prerelease.length > 0 || b.prerelease.length > 0) return 'no version';
  if (a.major !== b.major) return 'other major';
  if (lt(b, a)) return 'downgrade';
  return b.minor - a.minor > 1 ? 'skipped minor' : undefined;
}

/** 34 of 1.34.4. */
export function minorOf(version: string): number {
  return parse(valid(version))?.minor ?? Number.NaN;
}
