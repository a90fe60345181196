import type { Duration } from 'cdk8s';
import type { ComponentProps, Environment } from '../../core';
import type { Fence } from '../plan/fence';
import type { Standby } from '../standby/standby';
import type { Traffic } from '../traffic/traffic';
import type { Witness } from '../witness/witness';
import type { DataPair } from './parts';
import type { StepTime } from './times';

/** Something that reaches the other city by no way, and why the bank can do without it. */
export interface TravelException {
  /** Id of the component in its environment: `logging`. */
  readonly of: string;
  /** A sentence that an auditor accepts. */
  readonly reason: string;
}

export interface SitePairProps extends ComponentProps {
  /** Environment in another city that takes over: made before, and complete when this one is rendered. */
  readonly with: Environment;
  /** What stands there: a cluster of its own that runs (warm), or masters that take this one's etcd over (cold). */
  readonly standby: Standby;
  /** What keeps the side that is lost from writing: without it nothing is promoted. */
  readonly fence: Fence;
  /**
   * Says whose turn it is. @default - nobody: what is guarded never opens, so that it may be left out only where no data of
   * the pair is guarded
   */
  readonly witness?: Witness;
  /** DNS records that follow the data. @default - the record of the API alone, by the name server that keeps it today */
  readonly traffic?: Traffic;
  /** Data that each side holds as a whole: first that of this side, then its copy. @default - none */
  readonly data?: readonly DataPair[];
  /** Role that decides: whether a city is lost, or cannot be seen, is no matter for a machine. @default 'the crisis manager on duty' */
  readonly decidedBy?: string;
  /** Time until that role has decided. @default Duration.minutes(30) */
  readonly decision?: Duration;
  /** People who must approve a plan, by different names, before it changes anything. @default 2 */
  readonly approvals?: 1 | 2;
  /** Role that does by hand what no command does. @default 'the platform engineer on duty' */
  readonly doneBy?: string;
  /** TTL of the record of the API, in whole seconds, where no `traffic` leads it. @default Duration.minutes(5) */
  readonly dns?: Duration;
  /**
   * Times of single parts of the plan for the loss of a city, as exercises have shown them: to look at the health of the other
   * side, promote its volumes, bring what stood in etcd alone, and verify.
   * @default - 10, 30, 60 and 15 minutes
   */
  readonly times?: Readonly<Partial<Record<StepTime, Duration>>>;
  /** What reaches the other city by no way, each with its reason. @default - none: everything that keeps data travels */
  readonly exceptions?: readonly TravelException[];
  /**
   * Things of the proof that the plan brings back.
   * @default - whatever the other side is made of too, by name, and the endpoint of the API
   */
  readonly covers?: readonly string[];
}
