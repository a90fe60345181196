import { ApiObject } from 'cdk8s';
import type { Environment, Problems } from '../../../core';

/**
 * By this label Velero takes one of several classes of a driver, whatever its value; without it a backup fails where there
 * are several (velero pkg/util/csi/volume_snapshot.go, GetVolumeSnapshotClassForStorageClass@v1.18.1).
 */
const CHOSEN = 'velero.io/csi-volumesnapshot-class';

interface Class {
  readonly driver?: string;
}

/** Checks that Velero knows for every driver by which class to take snapshots. */
export function checkSnapshotClasses({ node }: Environment, problems: Problems): void {
  const classes = node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ kind }) => kind === 'VolumeSnapshotClass');
  problems.check(classes.length > 0, {
    at: 'data',
    got: 'no class of snapshots in the environment',
    want: 'a VolumeSnapshotClass of the driver that makes the volumes: their data is copied from snapshots',
    fix: 'create a RookCeph, add a `VolumeSnapshotClass` of another driver, or set `data: false` in every schedule',
  });
  const driverOf = (object: ApiObject) => (object.toJson() as Class).driver ?? '';
  for (const driver of new Set(classes.map(driverOf))) {
    const own = classes.filter((object) => driverOf(object) === driver);
    const chosen = own.filter(({ metadata }) => metadata.getLabel(CHOSEN) !== undefined);
    problems.check(own.length === 1 || chosen.length > 0, {
      at: 'data',
      got: `${own.length} classes of snapshots for ${driver} (${own.map(({ name }) => name).join(', ')}), none with the label ${CHOSEN}`,
      want: 'one class for each driver, or one of them with that label: else every backup fails',
      fix: `give one of them the label ${CHOSEN}: 'true'`,
    });
  }
}
