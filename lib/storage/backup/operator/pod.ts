import { k8s } from 'cdk8s-plus-27';
import { METRICS } from './names';

/** Where all that is written goes: plug-ins apart, the root file system is read-only. */
const SCRATCH = '/scratch';

export const SCRATCH_MOUNT: k8s.VolumeMount = { name: 'scratch', mountPath: SCRATCH };
export const SCRATCH_VOLUME: k8s.Volume = { name: 'scratch', emptyDir: {} };

/**
 * What Velero must know of its place. It writes files of repositories below HOME, and all others below TMPDIR (velero
 * pkg/repository/udmrepo/repo_options.go, internal/credentials/local.go@v1.18.1). Pods that it starts inherit both.
 */
export const PLACE: readonly k8s.EnvVar[] = [
  { name: 'VELERO_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  { name: 'VELERO_SCRATCH_DIR', value: SCRATCH },
  { name: 'HOME', value: SCRATCH },
  { name: 'TMPDIR', value: SCRATCH },
];

/** Neither of the two serves anything but metrics. */
export const PROBES: Readonly<Record<'readiness' | 'liveness', k8s.Probe>> = {
  readiness: { httpGet: metrics(), periodSeconds: 10 },
  liveness: { httpGet: metrics(), initialDelaySeconds: 30, periodSeconds: 30, timeoutSeconds: 5 },
};

function metrics(): k8s.HttpGetAction {
  return { path: '/metrics', port: k8s.IntOrString.fromString(METRICS.name) };
}

/** How a Prometheus without operator finds the metrics (velero pkg/install/resources.go, podAnnotations@v1.18.1). */
export const SCRAPED = {
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': String(METRICS.containerPort),
  'prometheus.io/path': '/metrics',
};
