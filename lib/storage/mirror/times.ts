import { Duration } from 'cdk8s';
import type { Environment } from '../../core';
import type { Bandwidth } from '../../landscape';
import type { RookCeph } from '../rook/rook-ceph';
import type { CephMirrorProps } from './props';
import { defaultChanges, intervalFor, transferOf } from './schedule';

/** What may be lost where nobody promises anything. */
const RPO = Duration.minutes(15);

/** The numbers of a mirror, with every default filled in. */
export interface MirrorTimes {
  readonly rpo: Duration;
  /** How much all mirrored volumes together change, at the busiest hour. */
  readonly changes: Bandwidth;
  readonly interval: Duration;
  readonly transfer: Duration;
  readonly sharedRpo: Duration;
  /** What buckets lag behind at most; undefined where nobody has measured it. */
  readonly bucketLag: Duration | undefined;
}

/** Times of props that were checked, but for an interval that holds the objective: none is found where there is none. */
export function timesOf(props: CephMirrorProps, rpo: Duration, link: Bandwidth | undefined): MirrorTimes {
  const { changes = defaultChanges(link), sharedRpo = Duration.hours(2), bucketLag } = props;
  const { interval = intervalFor(rpo, changes, link) ?? Duration.minutes(1) } = props;
  return { rpo, changes, interval, transfer: transferOf(interval, changes, link), sharedRpo, bucketLag };
}

/** The promise of the environment for the loss of its city, where the props have none. */
export function rpoOf(props: CephMirrorProps | undefined, environment: Environment): Duration {
  const { rpo = environment.objectives.city?.rpo ?? RPO } = props ?? {};
  return rpo;
}

/** Where that promise stands. */
export function promisedBy(props: CephMirrorProps | undefined, environment: Environment): string {
  return props?.rpo === undefined && environment.objectives.city !== undefined
    ? `objectives.city.rpo of ${environment.name}`
    : 'rpo';
}

/** Pairs of sites with data, one of each city: any of them may send to any. */
export function pairsOf(storage: RookCeph, peer: RookCeph): readonly (readonly [string, string])[] {
  return storage.layout.sites.flatMap((from) => peer.layout.sites.map((to) => [from.name, to.name] as const));
}
