import { Duration } from 'cdk8s';
import { ETCD_QUOTA } from '../../../hosts';
import { Bandwidth } from '../../../landscape';

/** Bytes per second at which etcd sends, and `etcdutl` writes, a snapshot: 42 MB took 0.25 s each; less for full disks. */
const DISK = 100e6;

/** Seconds until the pod has been scheduled and started, six containers one after another. */
const START = 30;

/** Share of a link between sites that a backup may expect beside everything else. */
const SHARE = 0.5;

/** Taken for a link whose bandwidth nobody wrote down. */
const UNKNOWN = Bandwidth.megabits(200);

/** How long a snapshot of the full database takes, in parts. */
export interface RunTime {
  readonly save: Duration;
  readonly verify: Duration;
  readonly ship: Duration;
  /** All of it, with the start of the pod: a snapshot counts from its beginning, and only once it has arrived. */
  readonly total: Duration;
}

/**
 * Time from the start of a snapshot until its copy has arrived at the other site, for a database that fills
 * etcd's quota. Half of the link is counted on; without a bandwidth, half of 200 Mbit/s.
 */
export function runTime(bandwidth: Bandwidth = UNKNOWN): RunTime {
  const bytes = ETCD_QUOTA.toKibibytes() * 1024;
  const disk = Math.ceil(bytes / DISK);
  const ship = Math.ceil((bytes * 8) / (bandwidth.bitsPerSecond * SHARE));
  return {
    save: Duration.seconds(disk),
    verify: Duration.seconds(disk),
    ship: Duration.seconds(ship),
    total: Duration.seconds(START + 2 * disk + ship),
  };
}
