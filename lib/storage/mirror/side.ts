import { type Alert, Component, type Environment, type Exchange, type Problems, Stage } from '../../core';
import type { RookCeph } from '../rook/rook-ceph';
import { mirrorAlerts } from './alerts/alerts';
import { volumeAlerts } from './alerts/volumes';
import { replicationClasses } from './blocks/classes';
import { mirrorDaemons } from './blocks/daemons';
import { mirroredPools, mirrorPool } from './blocks/pools';
import { expectations } from './expectations';
import type { Mirrored } from './facts';
import { exchange, joinStep } from './join/join';
import { mirrorDirectories } from './shared/directories';
import { directoryDaemon, mirrorFilesystem } from './shared/filesystem';
import { tearDownStep } from './tear-down';
import type { MirrorTimes } from './times';
import { checkLate } from './volumes/forgotten';
import type { MirroredVolumes } from './volumes/volumes';

/** What a side needs to know to mirror with the other. */
export interface Side {
  readonly storage: RookCeph;
  readonly environment: Environment;
  readonly other: Environment;
  /** Whether it sends what others write: the side of the city that is lost one day. */
  readonly sends: boolean;
  readonly mirrored: Mirrored;
  /** What is protected of the side that sends. */
  readonly volumes: MirroredVolumes;
  readonly times: MirrorTimes;
  readonly groups: boolean;
}

/** One of the two components of a mirror. */
export abstract class MirrorSide extends Component {
  /** This side, and what it knows of the other. @internal */
  abstract readonly side: Side;
  /** What joins it to the other. */
  abstract override readonly exchange: Exchange;

  /** Those of volumes are known once all that is protected is. */
  override get alerts(): readonly Alert[] {
    return [...super.alerts, ...volumeAlerts(this.side)];
  }

  /** Pools that others add. */
  override checkComplete(problems: Problems): void {
    checkLate(this.side, problems);
  }
}

/** Stage of both sides: Ceph and all that writes to it are there. */
export const STAGE = Stage.RECOVERY;

/**
 * Everything that one side has. Block devices go both ways, so that either side may be the one that is written to.
 *
 * @returns what joins it to the other side
 */
export function mirrorSide(component: Component, side: Side): Exchange {
  const { storage, mirrored, times, sends, groups } = side;
  mirroredPools(storage).forEach((pool) => mirrorPool(pool, times));
  mirrorDaemons(component, storage);
  replicationClasses(component, mirroredPools(storage), times, groups);
  if (mirrored.shared) mirrorFilesystem(storage);
  if (mirrored.shared && sends) {
    directoryDaemon(component, storage);
    mirrorDirectories(component);
  }
  const joining = exchange(component, side);
  component.step(joinStep(side));
  component.step(tearDownStep(side));
  component.alert(...mirrorAlerts({ times, sendsShared: mirrored.shared && sends, realm: storage.realm }));
  expectations(side).forEach((text) => component.expects(text));
  return joining;
}
