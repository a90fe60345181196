/**
 * Arguments by which etcd of a version looks for members that hold something else than the others: at the start, and
 * after every compaction, which costs next to nothing (etcd-io/website content/en/docs/v3.6/op-guide/data_corruption.md).
 * Not the third check, of the latest revision: it reads the whole database each time.
 *
 * The spelling changed: 3.6 has feature gates (server/features/etcd_features.go@v3.6.5), and 3.7 knows no flag that
 * begins with `experimental` any more (CHANGELOG/CHANGELOG-3.7.md), so that it would not start. kubeadm sets the gate of
 * the first by itself, and loses it when another is asked for: one list replaces the other.
 */
export function corruptionChecks(version: string): Readonly<Record<string, string>> {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 6)
    ? { 'feature-gates': 'InitialCorruptCheck=true,CompactHashCheck=true' }
    : { 'experimental-initial-corrupt-check': 'true', 'experimental-compact-hash-check-enabled': 'true' };
}
