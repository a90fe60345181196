import type { PlanStep } from '../../core';
import type { Side } from './side';
import { SELECTOR } from './volumes/replication';

/**
 * Takes volumes out of the mirror while their class is there: the controller reads it before it lets go of one, and else a
 * deletion waits for ever (csi-addons/kubernetes-csi-addons internal/controller/replication.storage/
 * volumereplication_controller.go@v0.14.0). The driver then disables mirroring, and Ceph deletes the copy (ceph-csi
 * internal/csi-addons/rbd/replication.go, DisableVolumeReplication).
 */
export function tearDownStep({ environment, other, groups }: Side): PlanStep {
  const kinds = [...(groups ? ['volumegroupreplications'] : []), 'volumereplications'];
  return {
    title:
      `Mirror: this deletes the copies in ${other.name} of all volumes that ${environment.name} writes to. Take snapshots there or ` +
      'a backup before',
    commands: kinds.map(
      (kind) =>
        `kubectl delete ${kind}.replication.storage.openshift.io --all-namespaces --selector=${SELECTOR} --wait --timeout=1800s`,
    ),
    when: 'tear-down',
  };
}
