import { Duration } from 'cdk8s';
import { isListOf, isText, isWhole, Problems } from '../../errors';
import { A_LINE, isLine } from './check/line';

/** What keeps an old side from writing: without one nothing is promoted. */
export abstract class Fence {
  /**
   * The plan stops the old side itself: every holder is closed by command, and asked whether it is. For a side that is
   * reached; where it is not, the plan ends there.
   */
  static executed(): Fence {
    return new ExecutedFence();
  }

  /**
   * The old side stops itself, reached or not: every holder is guarded and closes when the witness has not confirmed it for
   * the time of its lease. The plan takes the epoch away at the witness and waits for as long. Needs a witness.
   */
  static self(): Fence {
    return new SelfFence();
  }

  /** Somebody cuts the old side off from outside, and says so. @throws TripodError where it does not say what or who */
  static external(props: ExternalFenceProps): Fence {
    return new ExternalFence(props);
  }

  /** Two roles attest that the old side does not write. @throws TripodError unless they are two */
  static attested(...by: readonly [string, string]): Fence {
    return new AttestedFence(by);
  }

  /** A word for pages and records. */
  abstract readonly kind: 'executed' | 'self' | 'external' | 'attested';
}

export interface ExternalFenceProps {
  /** What is cut: power, the routers' links, or the access of hosts to the storage array. */
  readonly what: 'power' | 'routers' | 'storage array';
  /** Role that does it. */
  readonly by: string;
  /** Lines of bash that do it, where there are any. @default - it is done by hand */
  readonly commands?: readonly string[];
  /** @default Duration.minutes(20) */
  readonly time?: Duration;
}

export class ExecutedFence extends Fence {
  readonly kind = 'executed';
}

export class SelfFence extends Fence {
  readonly kind = 'self';
}

export class ExternalFence extends Fence {
  readonly kind = 'external';
  readonly time: Duration;

  constructor(readonly props: ExternalFenceProps) {
    super();
    const problems = new Problems('Fence.external');
    checkExternal(props, problems);
    problems.throwIfAny();
    this.time = props.time ?? Duration.minutes(20);
  }
}

export class AttestedFence extends Fence {
  readonly kind = 'attested';

  constructor(readonly by: readonly [string, string]) {
    super();
    const problems = new Problems('Fence.attested');
    problems.check(by.length === 2 && by.every(isLine) && by[0] !== by[1], {
      at: 'by',
      got: by,
      want: 'two roles, each on one line: one alone may err',
      fix: "for example `Fence.attested('the head of network', 'the head of data centres')`",
    });
    problems.throwIfAny();
  }
}

const CUTS: readonly unknown[] = ['power', 'routers', 'storage array'] satisfies readonly ExternalFenceProps['what'][];

function checkExternal(props: ExternalFenceProps, problems: Problems): void {
  const { what, by, commands, time } = props ?? {};
  problems.check(CUTS.includes(what), {
    at: 'what',
    got: what,
    want: CUTS.join(', '),
    fix: 'say what is cut, so that nobody there can write',
  });
  problems.check(isLine(by), { at: 'by', got: by, want: A_LINE, fix: 'name the role that cuts it' });
  problems.check(commands === undefined || isListOf(commands, isText), {
    at: 'commands',
    got: commands,
    want: 'lines of bash',
    fix: 'leave it out where it is done by hand',
  });
  const seconds = time instanceof Duration ? time.toMilliseconds({ integral: false }) / 1000 : undefined;
  problems.check(time === undefined || isWhole(seconds, 1), {
    at: 'time',
    got: seconds === undefined ? time : `${seconds} seconds`,
    want: 'a Duration of whole seconds, one or more',
    fix: 'leave it out for twenty minutes',
  });
}
