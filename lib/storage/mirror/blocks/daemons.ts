import { k8s } from 'cdk8s-plus-27';
import { type Component, Condition, Fact, moving, placed, toStart } from '../../../core';
import { CephRBDMirror } from '../../../kinds';
import { serverPlacement } from '../../rook/cluster/placement';
import { daemon } from '../../rook/cluster/resources';
import { NAMESPACE, PRIVILEGE_ANNOTATION } from '../../rook/namespace';
import type { RookCeph } from '../../rook/rook-ceph';

/** What the proof calls the daemons. */
const DAEMONS = 'rbd-mirror';

/** What Rook makes of a CephRBDMirror (rook pkg/operator/ceph/cluster/rbd/mirror.go@v1.20.6). */
export const RBD_MIRROR = {
  deployment: 'rook-ceph-rbd-mirror-a',
  labels: { app: 'rook-ceph-rbd-mirror' },
  /** One works, the other is there when its host is lost; while both are, they share the images. */
  count: 2,
} as const;

const { labels: LABELS, count: COUNT } = RBD_MIRROR;

/** Memory is needed for each image that is fetched at a time; Rook refuses less than half of it (512 MB, rbd/mirror.go). */
const RESOURCES = daemon({ cpu: 1, memory: 1 });

/** Daemons that fetch what changed on the other side: each side has them, so that either may follow the other. */
export function mirrorDaemons(component: Component, { layout }: RookCeph): void {
  const placement = serverPlacement(layout, LABELS);
  const mirror = new CephRBDMirror(component, 'rbd-mirror', {
    metadata: { name: 'rbd-mirror', namespace: NAMESPACE },
    spec: {
      count: COUNT,
      annotations: PRIVILEGE_ANNOTATION,
      placement,
      priorityClassName: 'system-cluster-critical',
      resources: RESOURCES,
    },
  });
  component.ready(mirror, Condition.jsonPath('{.status.phase}', 'Ready'));
  // Rook makes none for them.
  new k8s.KubePodDisruptionBudget(component, 'rbd-mirror-budget', {
    metadata: { name: 'rbd-mirror', namespace: NAMESPACE },
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: LABELS } },
  });
  const { nodeAffinity, tolerations = [], ...others } = placement;
  const spec = {
    ...others,
    tolerations: [...tolerations, UNREACHABLE],
    affinity: { nodeAffinity },
    containers: [{ resources: RESOURCES }],
  };
  const pod = { metadata: { labels: LABELS }, spec };
  const hosts = component.environment?.hosts ?? [];
  component.fact(
    Fact.replicas(DAEMONS, { groups: [placed(pod, hosts, COUNT)], ...moving(pod) }),
    Fact.dependsOn(DAEMONS, 'ceph-mon'),
    ...toStart(DAEMONS),
  );
}

/** Rook lets its pods leave a host that is not heard of after 5 s (pkg/operator/k8sutil/pod.go@v1.20.6, AddUnreachableNodeToleration). */
const UNREACHABLE = {
  key: 'node.kubernetes.io/unreachable',
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 5,
};
