import type { PlanStep } from '../../core';
import { BUCKET } from './object/names';
import type { Layout } from './cluster/layout';
import { NAMESPACE } from './namespace';
import { SHARED } from './pools/shared';
import type { Settings } from './settings';

const CLEANUP = `--selector=app=rook-ceph-cleanup --namespace=${NAMESPACE}`;

/**
 * Takes Ceph away while its operator still runs. Left to itself the deletion waits for ever: volumes are retained, and
 * pools and stores that hold data are not given up. With the cleanup policy set and the cluster's deletion asked for,
 * Rook lets go of all that is in it; `rook.io/force-deletion` would reach block pools, their namespaces and subvolume
 * groups only, and neither file systems nor object stores. The jobs that wipe disks start when the cluster is gone.
 * Source: rook/rook Documentation/Storage-Configuration/ceph-teardown.md, pkg/operator/ceph/controller/controller_utils.go
 * (IsReadyToReconcile), pkg/operator/ceph/cluster/{controller,dependents,cleanup}.go @v1.20.6, and ceph/ceph-csi-operator
 * internal/controller/clientprofile_controller.go@v1.0.4.
 */
export function tearDownStep(layout: Layout, settings: Settings, blocks: readonly string[]): PlanStep {
  const { sharedFilesystem, objectStore } = settings;
  const classes = [...blocks, ...(sharedFilesystem ? [SHARED.storageClassName] : [])];
  const kinds = '"$(kubectl api-resources --api-group=ceph.rook.io --output=name | paste -s -d, -)"';
  return {
    title:
      'Ceph: this destroys all data of its volumes and buckets, on every disk. Whatever mounts them must be gone before, ' +
      'else the claims wait for it',
    commands: [
      ...(objectStore ? [deleteClaims('objectbucketclaims.objectbucket.io', BUCKET.storageClassName)] : []),
      ...classes.map((name) => deleteClaims('persistentvolumeclaims', name)),
      ...classes.map(deleteVolumes),
      `kubectl patch cephcluster ${NAMESPACE} --namespace=${NAMESPACE} --type=merge --patch='{"spec":{"cleanupPolicy":{"confirmation":"yes-really-destroy-data"}}}'`,
      `kubectl delete cephcluster ${NAMESPACE} --namespace=${NAMESPACE} --ignore-not-found --wait=false`,
      // Users stand in namespaces of applications, too.
      ...(objectStore
        ? ['kubectl delete cephobjectstoreusers.ceph.rook.io --all --all-namespaces --wait --timeout=1800s']
        : []),
      `kubectl delete ${kinds} --all --namespace=${NAMESPACE} --wait --timeout=1800s`,
      `timeout 900 sh -c 'until test "$(kubectl get jobs ${CLEANUP} --output=name | wc -l)" -ge ${hostsOf(layout)}; do sleep 5; done'`,
      `kubectl wait --for=condition=Complete jobs ${CLEANUP} --timeout=3600s`,
      // Owned by nothing. A profile is let go by its operator, which reads the connection for that.
      `kubectl delete clientprofiles.csi.ceph.io --all --namespace=${NAMESPACE} --wait`,
      `kubectl delete cephconnections.csi.ceph.io --all --namespace=${NAMESPACE} --wait`,
    ],
    when: 'tear-down',
  };
}

/** Every host with a daemon gets a job: the storage hosts, and the arbiter's. */
function hostsOf({ hosts, arbiter }: Layout): number {
  return hosts.length + (arbiter === undefined ? 0 : 1);
}

function deleteClaims(kind: string, name: string): string {
  return `kubectl get ${kind} --all-namespaces ${output(name, '{.metadata.namespace} {.metadata.name}')} | xargs -r -L 1 kubectl delete ${kind} --ignore-not-found --wait --namespace`;
}

function deleteVolumes(name: string): string {
  return `kubectl get persistentvolumes ${output(name, '{.metadata.name}')} | xargs -r kubectl delete persistentvolumes --ignore-not-found --wait`;
}

function output(name: string, line: string): string {
  return `--output=jsonpath='{range .items[?(@.spec.storageClassName=="${name}")]}${line}{"\\n"}{end}'`;
}
