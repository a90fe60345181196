import type { Size } from 'cdk8s';
import type { SpreadDomain } from '../nodes';

/** A rule that the scheduler, or whoever places the members, is sure to keep. */
export interface SpreadRule {
  readonly domain: SpreadDomain;
  /** Most members in one domain: 1 for required anti-affinity. @default - no limit */
  readonly most?: number;
  /** Largest difference between the fullest and the emptiest domain that has a host for them. @default - any */
  readonly maxSkew?: number;
  /**
   * Whether a lost domain still counts as the emptiest one when a member is placed anew, as it does where
   * `nodeTaintsPolicy` is not `Honor`. @default false
   */
  readonly countsLost?: boolean;
}

/** What one member asks of its host. */
export interface Requests {
  /** CPU threads: 0.5 is half of one. */
  readonly cpu: number;
  readonly memory: Size;
}

/** Where members of a kind may stand. What is not ruled out is possible, and the worst of it is judged. */
export interface Placement {
  readonly count: number;
  /** Names of the hosts that may carry one. */
  readonly hosts: readonly string[];
  /** Rules that are kept without exception; mere preferences are left out. @default - none: all may share one host */
  readonly rules?: readonly SpreadRule[];
  /** @default - not known, and not counted */
  readonly requests?: Requests;
}
