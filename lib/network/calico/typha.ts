/**
 * Typha replicas for a cluster of `nodes`: one up to two nodes, two up to four, else max(3, ⌊nodes / 200⌋ + 2).
 * The operator computes the same. Source: tigera/operator pkg/common/autoscale.go@v1.42.3.
 */
export function typhaReplicas(nodes: number): number {
  if (nodes <= 2) return 1;
  if (nodes <= 4) return 2;
  return Math.max(3, Math.floor(nodes / 200) + 2);
}
