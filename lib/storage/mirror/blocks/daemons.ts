import { k8s } from 'cdk8s-plus-27';
import { type Component, Condition, Fact, moving, toStart } from '../../../core';
import { CephRBDMirror } from '../../../kinds';
import { serverPlacement } from '../../rook/cluster/placement';
import { daemon } from '../../rook/cluster/resources';
import { MONITORS } from '../../rook/facts';
import { NAMESPACE, PRIVILEGE_ANNOTATION } from '../../rook/namespace';
import { serverPods } from '../../rook/pods';
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

/** Memory is needed for each image that is fetched at a time; Rook refuses less than half of it (512 MB, rbd/mirror.go@v1.20.6). */
const NEED = { cpu: 1, memory: 1 };

/** Daemons that fetch what changed on the other side: each side has them, so that either may follow the other. */
export function mirrorDaemons(component: Component, { layout }: RookCeph): void {
  const { labels, count } = RBD_MIRROR;
  const mirror = new CephRBDMirror(component, 'rbd-mirror', {
    metadata: { name: 'rbd-mirror', namespace: NAMESPACE },
    spec: {
      count,
      annotations: PRIVILEGE_ANNOTATION,
      placement: serverPlacement(layout, labels),
      priorityClassName: 'system-cluster-critical',
      resources: daemon(NEED),
    },
  });
  component.ready(mirror, Condition.jsonPath('{.status.phase}', 'Ready'));
  // Rook makes none for them.
  new k8s.KubePodDisruptionBudget(component, 'rbd-mirror-budget', {
    metadata: { name: 'rbd-mirror', namespace: NAMESPACE },
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels } },
  });
  const { pod, placement } = serverPods(layout, labels, NEED, component.environment?.hosts ?? [], count);
  component.fact(
    Fact.replicas(DAEMONS, { groups: [placement], ...moving(pod) }),
    Fact.dependsOn(DAEMONS, MONITORS),
    ...toStart(DAEMONS),
  );
}
