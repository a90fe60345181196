import { Duration } from 'cdk8s';
import type { Problems } from '../../../core';
import { milliseconds, shownTime } from '../../../core/workload/interval';
import { isWhole } from '../../../errors';
import { Bandwidth } from '../../../landscape';
import type { CephMirrorProps } from '../props';
import {
  capacity,
  defaultChanges,
  fits,
  intervalFor,
  leastLoss,
  lossOf,
  SHARE,
  SHORTEST_SHARED,
  transferOf,
  UNKNOWN_LINK,
} from '../schedule';

const MINUTE = 60_000;

/** The objective, and where it stands. */
export interface Objective {
  readonly rpo: unknown;
  /** The prop, or the objective of the environment. */
  readonly at: string;
}

/**
 * Checks what is lost, and whether the link carries it.
 * @param link bandwidth of the slowest link between the cities
 */
export function checkTimes(
  props: Partial<CephMirrorProps>,
  objective: Objective,
  link: Bandwidth | undefined,
  problems: Problems,
): void {
  const { interval, changes = defaultChanges(link), sharedRpo, bucketLag } = props;
  const { rpo, at } = objective;
  const sound = [
    problems.check(isTime(rpo, 1), {
      at,
      got: shownTime(rpo),
      want: 'a Duration of a minute or more: snapshots never come to a loss of none',
      fix:
        at === 'rpo'
          ? 'leave it out for `objectives.city.rpo`, or promise what snapshots can hold'
          : 'promise what snapshots can hold, or pass `rpo` for what lies on Ceph: then the proof tells what else must lose nothing',
    }),
    problems.check(interval === undefined || isTime(interval, 1, true), {
      at: 'interval',
      got: shownTime(interval),
      want: 'a Duration of whole minutes, one or more',
      fix: 'leave `interval` out for the one that holds `rpo`',
    }),
    problems.check(isBandwidth(changes), {
      at: 'changes',
      got: changes instanceof Bandwidth ? changes.toString() : changes,
      want: 'a Bandwidth above none',
      fix: 'for example `Bandwidth.megabits(200)`, or leave it out',
    }),
    problems.check(sharedRpo === undefined || isTime(sharedRpo, 2 * SHORTEST_SHARED, true), {
      at: 'sharedRpo',
      got: shownTime(sharedRpo),
      want: 'a Duration of whole minutes, two hours or more: snapshots of directories are taken by the hour',
      fix: 'leave `sharedRpo` out for two hours, or keep what must not be lost on block devices',
    }),
    problems.check(bucketLag === undefined || isTime(bucketLag, 1, true), {
      at: 'bucketLag',
      got: shownTime(bucketLag),
      want: 'a Duration of whole minutes, one or more',
      fix: 'pass what exercises have shown, or leave it out: then the proof counts on no copy of buckets',
    }),
  ];
  if (!sound.every(Boolean) || !(rpo instanceof Duration)) return;
  if (checkLink(changes, link, problems)) checkLoss(interval, { rpo, at }, changes, link, problems);
}

function checkLink(changes: Bandwidth, link: Bandwidth | undefined, problems: Problems): boolean {
  const most = Bandwidth.megabits(capacity(link) / 1e6);
  const of =
    link === undefined
      ? `${UNKNOWN_LINK.toString()} that are taken for an unknown link`
      : `${link.toString()} of the slowest link`;
  return problems.check(changes.bitsPerSecond < most.bitsPerSecond, {
    at: 'changes',
    got: changes.toString(),
    want: `less than ${most.toString()}: ${SHARE * 100} % of the ${of}`,
    fix: 'state the `bandwidth` of the links, widen them, or keep less on mirrored volumes',
  });
}

function checkLoss(
  interval: Duration | undefined,
  { rpo, at }: Objective & { readonly rpo: Duration },
  changes: Bandwidth,
  link: Bandwidth | undefined,
  problems: Problems,
): void {
  const longest = intervalFor(rpo, changes, link);
  if (interval === undefined) {
    const least = leastLoss(changes, link);
    problems.check(longest !== undefined, {
      at,
      got: shownTime(rpo),
      want:
        least === undefined
          ? 'a link that carries more'
          : `${human(least)} or more: an interval, and the transfer on top`,
      fix: 'promise what snapshots can hold, or replicate in the application what must lose less',
    });
    return;
  }
  const transfer = transferOf(interval, changes, link);
  const loss = lossOf(interval, transfer);
  const fix = longest === undefined ? 'promise more time in `rpo`' : `leave \`interval\` out for ${human(longest)}`;
  problems.check(loss <= rpo.toSeconds({ integral: false }), {
    at: 'interval',
    got: `${human(interval)}, and ${human(transfer)} of transfer: loses up to ${human(loss)}`,
    want: `at most ${human(rpo)}, as \`rpo\` promises`,
    fix,
  });
  problems.check(fits(interval, transfer), {
    at: 'interval',
    got: `${human(interval)}, while a transfer takes ${human(transfer)}`,
    want: 'a transfer that ends before the next snapshot is taken: else they pile up',
    fix: 'lengthen `interval`, or state the `bandwidth` of the links',
  });
}

function isTime(value: unknown, leastMinutes: number, whole = false): value is Duration {
  if (!(value instanceof Duration)) return false;
  const minutes = milliseconds(value) / MINUTE;
  return whole ? isWhole(minutes, leastMinutes) : Number.isFinite(minutes) && minutes >= leastMinutes;
}

function isBandwidth(value: unknown): value is Bandwidth {
  return value instanceof Bandwidth && Number.isFinite(value.bitsPerSecond) && value.bitsPerSecond > 0;
}

function human(time: Duration | number): string {
  return String(shownTime(typeof time === 'number' ? Duration.seconds(time) : time));
}
