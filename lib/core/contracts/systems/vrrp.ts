import { Duration } from 'cdk8s';
import { type ActivePassive, Fact } from '../facts';
import { refuse } from './members';

interface VrrpProps {
  /** Hosts on one network that may hold the address; the first holds it. */
  readonly hosts: readonly string[];
  /** Time between two advertisements. @default 1 s (RFC 9568, 6.1) */
  readonly advert?: Duration;
  /** Priority of each, from 1 to 254, in the order of `hosts`. @default - 101, 100, 99 … */
  readonly priorities?: readonly number[];
}

/**
 * A virtual address that VRRP moves: whoever waits missed three advertisements, and then (256 − priority) / 256 of one
 * more (RFC 9568, 6.1, `Active_Down_Interval` and `Skew_Time`). `keepalived` that ends on the holder takes as long as the
 * next one needs.
 * @throws TripodError unless there is a priority from 1 to 254 for every host
 */
export function vrrp(of: string, { hosts, advert, priorities }: VrrpProps): readonly ActivePassive[] {
  const given = priorities ?? hosts.map((_, index) => 101 - index);
  if (given.length !== hosts.length || !given.every((each) => Number.isInteger(each) && each >= 1 && each <= 254)) {
    refuse(of, 'priorities', given, `${hosts.length} whole numbers from 1 to 254`, 'give one for each host');
  }
  const interval = (advert ?? Duration.seconds(1)).toMilliseconds();
  const waits = (priority: number) => [
    { name: 'three VRRP advertisements', time: Duration.millis(3 * interval) },
    { name: 'VRRP skew', time: Duration.millis(Math.ceil(((256 - priority) / 256) * interval)) },
  ];
  const takeover = given.map(waits);
  const next = takeover[1] ?? [];
  return [
    Fact.activePassive(of, { hosts, automatic: true, takeover, reactions: [{ to: 'keepalived', timers: next }] }),
  ];
}
