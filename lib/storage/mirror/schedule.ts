import { Duration } from 'cdk8s';
import { Bandwidth } from '../../landscape';

/**
 * The shortest interval of snapshots of images, in minutes: Ceph counts them in whole minutes, and divides by their number
 * (ceph src/pybind/mgr/rbd_support/schedule.py@v20.2.0, Interval and next_run).
 */
const SHORTEST = 1;

/** The interval of snapshots of directories, in minutes: the scheduler documents hours and longer (ceph doc/cephfs/snap-schedule.rst@v20.2.0). */
export const SHORTEST_SHARED = 60;

/** Longest interval that is chosen by default, in minutes: what is lost is small then, and a snapshot costs little. */
const LONGEST = 15;

/** Longest that is looked at where a link is so full that no shorter one ends its transfer in time, in minutes: a day. */
const LAST = 24 * 60;

/**
 * Seconds from the time of a snapshot until its transfer begins: Ceph takes ten at once and looks once a minute, the
 * daemon of the other side is told at once (ceph src/pybind/mgr/rbd_support/mirror_snapshot_schedule.py@v20.2.0).
 */
export const START = 60;

/** Share of a link between cities that mirroring may expect beside everything else. */
export const SHARE = 0.5;

/** Taken for a link whose bandwidth nobody wrote down. */
export const UNKNOWN_LINK = Bandwidth.megabits(200);

/** Bits per second that mirroring may send. */
export function capacity(link: Bandwidth = UNKNOWN_LINK): number {
  return link.bitsPerSecond * SHARE;
}

/** What is written is taken to be a fifth of what may be sent, where nobody says. */
export function defaultChanges(link: Bandwidth | undefined): Bandwidth {
  return Bandwidth.megabits(capacity(link) / 5 / 1e6);
}

/**
 * Time from a snapshot until all of it stands on the other side: what changed within an interval, over the link. Where the
 * same is written again and again, less changes; the worst is counted.
 */
export function transferOf(interval: Duration, changes: Bandwidth, link: Bandwidth | undefined): Duration {
  const seconds = interval.toSeconds({ integral: false });
  return Duration.seconds(START + Math.ceil((seconds * changes.bitsPerSecond) / capacity(link)));
}

/**
 * What is lost at worst, in seconds. A copy holds what stood there when its snapshot was taken, and counts once it has
 * arrived: just before the next one has, it is an interval and a transfer old. The transfer ends before the next snapshot
 * is taken (else {@link fits} says no), so it is never more than two intervals.
 */
export function lossOf(interval: Duration, transfer: Duration): number {
  return interval.toSeconds() + transfer.toSeconds();
}

/** Whether a snapshot has arrived before the next one is taken: else they pile up, and the loss grows without end. */
export function fits(interval: Duration, transfer: Duration): boolean {
  return transfer.toSeconds() <= interval.toSeconds();
}

/**
 * The longest interval, in whole minutes up to a quarter of an hour: one of which two may be lost, so that a transfer that
 * is slow, or a snapshot that is late, breaks no promise; else one that just holds it; on a link that is nearly full, the
 * shortest longer one in which a transfer ends. Undefined where none does.
 */
export function intervalFor(rpo: Duration, changes: Bandwidth, link: Bandwidth | undefined): Duration | undefined {
  const seconds = rpo.toSeconds({ integral: false });
  const holding = possible(changes, link).filter(({ loss }) => loss <= seconds);
  const roomy = holding.filter(({ interval }) => 2 * interval.toSeconds() <= seconds);
  return (roomy.at(-1) ?? holding.at(-1))?.interval;
}

/** The least that can be promised, in seconds; undefined where the link carries no interval. */
export function leastLoss(changes: Bandwidth, link: Bandwidth | undefined): number | undefined {
  return possible(changes, link)[0]?.loss;
}

/** Intervals in which a transfer ends, and what is lost with each: those up to a quarter of an hour, else the next longer one. */
function possible(changes: Bandwidth, link: Bandwidth | undefined) {
  const usual = Array.from({ length: LONGEST - SHORTEST + 1 }, (_, index) => lossWith(SHORTEST + index, changes, link));
  const found = usual.filter((each) => each !== undefined);
  if (found.length > 0) return found;
  for (let minutes = LONGEST + 1; minutes <= LAST; minutes++) {
    const longer = lossWith(minutes, changes, link);
    if (longer !== undefined) return [longer];
  }
  return [];
}

/** What is lost with an interval; undefined where a transfer does not end in it. */
function lossWith(minutes: number, changes: Bandwidth, link: Bandwidth | undefined) {
  const interval = Duration.minutes(minutes);
  const transfer = transferOf(interval, changes, link);
  return fits(interval, transfer) ? { interval, loss: lossOf(interval, transfer) } : undefined;
}

/** `15m`, `2h`: an interval of whole minutes as Ceph and its CSI driver take it (ceph-csi internal/csi-addons/rbd/replication.go@v3.17.0). */
export function spelled(interval: Duration): string {
  const minutes = interval.toMinutes();
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
