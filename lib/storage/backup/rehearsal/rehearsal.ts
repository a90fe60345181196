import { Duration } from 'cdk8s';
import { isFields, TripodError } from '../../../errors';

export interface RehearsalProps {
  /** Time between two rehearsals: a part of a day, or seven days. @default 7 days */
  readonly interval?: Duration;
  /** The longest that one may take, in whole minutes; after that it has failed. @default 4 hours */
  readonly timeout?: Duration;
}

/** How it is made sure that what was backed up can be restored. */
export class Rehearsal {
  /**
   * Restores every claim of the newest backup, with its data, and the configuration beside it into an empty namespace, and
   * removes them once all volumes are there. Nothing is started: a copy of an application would do its work twice.
   * @throws TripodError for what are no props
   */
  static claims(props: RehearsalProps = {}): Rehearsal {
    if (!isFields(props)) {
      const want = 'an object with the props of a rehearsal';
      const fix = 'for example `Rehearsal.claims({ interval: Duration.days(1) })`, or leave them out';
      throw new TripodError([{ path: 'Rehearsal', at: 'props', got: props, want, fix }]);
    }
    const { interval = Duration.days(7), timeout = Duration.hours(4) } = props as RehearsalProps;
    return new Rehearsal('claims', interval, timeout);
  }

  /** Nothing is tried. @param reason why nobody needs to know whether it works: stands on the schedule */
  static none(reason: string): Rehearsal {
    if (typeof reason === 'string' && /^\S.{9,199}$/.test(reason)) {
      return new Rehearsal('none', Duration.days(7), Duration.hours(4), reason);
    }
    const want = 'a reason of 10 to 200 characters, on one line';
    throw new TripodError([
      { path: 'Rehearsal', at: 'reason', got: reason, want, fix: 'say why, or rehearse with `Rehearsal.claims()`' },
    ]);
  }

  private constructor(
    readonly what: 'claims' | 'none',
    readonly interval: Duration,
    readonly timeout: Duration,
    readonly reason?: string,
  ) {}
}
