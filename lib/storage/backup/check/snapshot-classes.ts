import { ApiObject } from 'cdk8s';
import { type Environment } from '../../../core';

/**
 * By this label Velero takes one of several classes of a driver, whatever its value; without it a backup fails where there
 * are several (velero pkg/util/csi/volume_snapshot.go, GetVolumeSnapshotClassForStorageClass@v1.18.1).
 */
const CHOSEN = 'velero.io/csi-volumesnapshot-class';

interface Class {
  readonly driver?: string;
}

/** Drivers of which Velero would not know by which class to take snapshots: known once all classes are made. */
export function undecidedDrivers({ node }: Environment): string[] {
  const classes = node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ kind }) => kind === 'VolumeSnapshotClass');
  const driverOf = (object: ApiObject) => (object.toJson() as Class).driver ?? '';
  return [...new Set(classes.map(driverOf))].flatMap((driver) => {
    const own = classes.filter((object) => driverOf(object) === driver);
    const chosen = own.some(({ metadata }) => metadata.getLabel(CHOSEN) !== undefined);
    if (own.length === 1 || chosen) return [];
    const names = own.map(({ name }) => name).join(' and ');
    return [`classes ${names} take snapshots for ${driver}, and none bears the label ${CHOSEN}`];
  });
}
