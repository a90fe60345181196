import { Duration } from 'cdk8s';
import { SHORTEST_SHARED } from '../schedule';

/** Time between two snapshots of a directory. */
export const SHARED_INTERVAL = Duration.minutes(SHORTEST_SHARED);

/** Snapshots of a directory that are kept here: the daemon sends differences, and needs the last that arrived. */
export const KEPT = 24;

/** What is left of the objective for a transfer; an alert tells of a slower one. */
export function sharedTransfer(sharedRpo: Duration): Duration {
  return Duration.seconds(sharedRpo.toSeconds() - SHARED_INTERVAL.toSeconds());
}

/** Name of the job that has volumes mirrored, and of the user of Ceph that it is. */
export const DIRECTORIES = 'mirror-directories';
