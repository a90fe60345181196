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
