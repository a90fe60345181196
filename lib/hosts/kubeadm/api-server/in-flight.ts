/** Requests that an API server handles at a time. */
interface InFlight {
  readonly reading: number;
  readonly writing: number;
}

/**
 * Requests in flight by the number of hosts, as GCE's scripts set them for the clusters on which upstream tests
 * (kubernetes/kubernetes cluster/gce/gci/configure-kubeapiserver.sh@v1.34.4); up to 500 hosts the API server's own
 * (kubernetes/apiserver pkg/server/config.go@v0.34.4).
 */
export function inFlight(hosts: number): InFlight {
  if (hosts > 3_000) return { reading: 3_000, writing: 1_000 };
  if (hosts > 500) return { reading: 1_500, writing: 500 };
  return { reading: 400, writing: 200 };
}
