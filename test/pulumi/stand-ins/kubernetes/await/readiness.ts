import type { Tree } from '../../lib/values';
import type { Cluster } from '../cluster/cluster';

/** How far an object is. */
export interface Progress {
  readonly ready: boolean;
  /** What is waited for; shown while it lasts. */
  readonly message: string;
  /** Set where it will never be ready. */
  readonly failure?: string;
}

/** What an answer may depend on beside the object itself. */
interface Circumstances {
  readonly cluster: Cluster;
  /** The object before the change; undefined at its creation. */
  readonly before: Tree | undefined;
  /** Seconds since the wait began. */
  readonly waited: number;
}

/** Says how far the live object is. */
export type Readiness = (live: Tree, circumstances: Circumstances) => Progress | Promise<Progress>;

export const progress = (ready: boolean, message: string): Progress => ({ ready, message });
