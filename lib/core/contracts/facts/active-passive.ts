import type { Reaction, Timer } from './timer';

/** One active member and those that may take over: a virtual address, a database with its standby. */
export interface ActivePassive {
  readonly type: 'active-passive';
  readonly of: string;
  /** The first is the active one at the start. */
  readonly hosts: readonly string[];
  /** Whether another member takes over by itself. @default true */
  readonly automatic?: boolean;
  /** Whether the passive members have everything that was acknowledged. @default - there is no data */
  readonly stores?: 'synchronous' | 'falls-back' | 'asynchronous';
  /** Until each member, in the order of `hosts`, has taken over, where that differs: VRRP by priority. @default - `reactions` to `active` */
  readonly takeover?: readonly (readonly Timer[])[];
  /** What else happens. @default - nothing */
  readonly reactions?: readonly Reaction[];
}
