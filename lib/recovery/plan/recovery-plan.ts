import type { Action } from './action';
import type { Fence } from './fence';

/** Which of the plans it is. */
export const PLAN_KINDS = ['city-failover', 'site-failover', 'failback', 'switchover', 'drill'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** An ordered way from one state to another, as people read it and as it is run. */
export interface RecoveryPlan {
  /** Unique in its environment; name of its folder below `recovery/`. */
  readonly name: string;
  readonly kind: PlanKind;
  /** What it is for, as a sentence. */
  readonly title: string;
  /** Environment that serves before, and the one that serves after it. */
  readonly from: string;
  readonly to: string;
  /** The pair whose turns are counted: plans of one pair are run one at a time. @default - the name of `from` */
  readonly pair?: string;
  /**
   * Lines of bash that print the current epoch and whose it is, such as `7 production`, by a majority of the witnesses. A
   * run takes the next one, and begins only while it is the turn of `from`. They know `$SECRETS`. @default - the runs of
   * the plan are counted where it is run
   */
  readonly epoch?: readonly string[];
  /** What must be there before it begins, as sentences: a key, a program, a printed page. @default - nothing */
  readonly needs?: readonly string[];
  readonly actions: readonly Action[];
  /** What keeps `from` from writing. @default - nothing is promoted: a plan for a site, where systems decide by themselves */
  readonly fence?: Fence;
  /** Role that decides. */
  readonly decidedBy: string;
  /** People who must approve before the first step that changes anything: 1 or 2, by different names. */
  readonly approvals: 1 | 2;
}
