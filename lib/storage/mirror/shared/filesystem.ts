import { JsonPatch } from 'cdk8s';
import { type Component, Condition, Fact, moving, toStart } from '../../../core';
import { CephFilesystemMirror } from '../../../kinds';
import { serverPlacement } from '../../rook/cluster/placement';
import { daemon } from '../../rook/cluster/resources';
import { MONITORS } from '../../rook/facts';
import { NAMESPACE, PRIVILEGE_ANNOTATION } from '../../rook/namespace';
import { serverPods } from '../../rook/pods';
import type { RookCeph } from '../../rook/rook-ceph';

/** What the proof calls the daemon. */
const DAEMON = 'fs-mirror';

/** What Rook makes of a CephFilesystemMirror (rook pkg/operator/ceph/file/mirror/{mirror,spec}.go@v1.20.6). */
export const FS_MIRROR = {
  deployment: 'rook-ceph-fs-mirror',
  labels: { app: 'rook-ceph-fs-mirror' },
  count: 1,
} as const;

const NEED = { cpu: 1, memory: 1 };

/**
 * Has Ceph mirror directories of the shared file system, on both sides: the one that receives gives the token, and the one
 * that sends takes it (`peer_bootstrap create` and `import`; Rook's guide calls the second the destination, its code and
 * Ceph's guide do not). Neither gets a schedule here: it is set for each volume, and one on the side that receives makes
 * its directories fail (ceph doc/cephfs/cephfs-mirroring.rst@v20.2.0).
 */
export function mirrorFilesystem({ filesystem }: RookCeph): void {
  filesystem?.addJsonPatch(JsonPatch.add('/spec/mirroring', { enabled: true }));
}

/** The daemon that sends snapshots: Rook runs one, and starts it anew elsewhere when its host is lost. */
export function directoryDaemon(component: Component, { layout }: RookCeph): void {
  const { labels, count } = FS_MIRROR;
  const mirror = new CephFilesystemMirror(component, 'filesystem-mirror', {
    metadata: { name: 'fs-mirror', namespace: NAMESPACE },
    spec: {
      annotations: PRIVILEGE_ANNOTATION,
      placement: serverPlacement(layout, labels),
      priorityClassName: 'system-cluster-critical',
      resources: daemon(NEED),
    },
  });
  component.ready(mirror, Condition.jsonPath('{.status.phase}', 'Ready'));
  const { pod, placement } = serverPods(layout, labels, NEED, component.environment?.hosts ?? [], count);
  component.fact(
    // Nobody misses it while it moves: a snapshot arrives that much later, within the time of a transfer. With its city, what
    // it would send is lost, too.
    Fact.replicas(DAEMON, { groups: [placement], minimum: 0, ...moving(pod) }),
    Fact.dependsOn(DAEMON, MONITORS),
    ...toStart(DAEMON),
  );
}
