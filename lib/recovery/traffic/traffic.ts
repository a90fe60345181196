import { Duration } from 'cdk8s';
import { Problems } from '../../core';
import type { Action } from '../plan/action';
import type { Witness } from '../witness/witness';
import { leadRecords, repairRecords, waitForCaches } from './actions';
import { beginRecords } from './begin';
import { checkTrafficProps } from './check';
import type { TrafficProps, TrafficRecord } from './props';
import type { Led } from './script';

/** The API of an environment, as a record follows it. */
export const API = 'api';

/** Open where it answers that it is ready, to whoever runs the plan. */
const API_IS_OPEN = ['kubectl --kubeconfig "$SECRETS/$TO.conf" --request-timeout=5s get --raw=/readyz > /dev/null'];

/**
 * Leads users to the side where their data may be written. The records follow the epoch, never the other way round: a name
 * server changes none for a side whose turn it is not.
 */
export class Traffic {
  /** Records of name servers that take changes by RFC 2136: those of the witness. @throws TripodError with every fault of the props */
  static dns(props: TrafficProps): Traffic {
    const problems = new Problems('traffic');
    checkTrafficProps(props, problems);
    problems.throwIfAny();
    return new Traffic(props);
  }

  readonly witness: Witness;
  /** For how long clients may go on to come to the old side. */
  readonly ttl: Duration;
  readonly records: readonly TrafficRecord[];
  readonly failback: 'decided' | 'automatic';

  private constructor({ witness, ttl = Duration.seconds(30), records, failback = 'decided' }: TrafficProps) {
    this.witness = witness;
    this.ttl = ttl;
    this.records = records;
    this.failback = failback;
  }

  /** What the records follow, each once, in their order. */
  get follows(): readonly string[] {
    return [...new Set(this.records.map(({ follows }) => follows))];
  }

  /**
   * Leads the records to `$TO`, those of each thing by a step of their own, and waits for their TTL. None is led where that
   * thing is not open.
   * @param isOpen for each holder that is followed, lines of bash that fail unless it is open on `$TO`: what verifies its
   * promotion. Of the API it is known.
   */
  lead(isOpen: Readonly<Record<string, readonly string[]>> = {}): readonly Action[] {
    const { asked } = this.witness;
    const steps = this.follows.map((follows) => {
      const open = isOpen[follows] ?? (follows === API ? API_IS_OPEN : []);
      return leadRecords(asked, this.led(follows), follows, open);
    });
    return [...steps, waitForCaches(this.ttl)];
  }

  /** Leads them on servers that were away. */
  repair(): readonly Action[] {
    return [repairRecords(this.witness.asked, this.led())];
  }

  /** Lines of bash that lead all records to the side that the first epoch is for, on all servers; after `witness.begin`. */
  begin(side: string): readonly string[] {
    return beginRecords(this.witness.asked, this.led(), side);
  }

  private led(follows?: string): Led {
    const records = this.records.filter((record) => follows === undefined || record.follows === follows);
    return { records, ttl: this.ttl.toSeconds() };
  }
}
