import type { Machine } from '../../world';
import type { Cluster } from '../cluster/cluster';
import type { Kind } from '../judge/kinds';
import type { Return } from '../judge/round';
import type { Failure } from '../judge/words';
import type { WorldName } from '../worlds';

/** A failure that the drill brings about, several times. */
export interface Kill {
  readonly name: string;
  readonly title: string;
  readonly kind: Kind;
  readonly world: WorldName;
  readonly times: number;
  /** Seconds that a round usually takes, for who waits. */
  readonly seconds: number;
  /** Whether the quick drill has it, once. */
  readonly quick?: boolean;
  /** Chooses what to strike, and puts the leader where it is wanted; `turn` counts from 0. */
  readonly prepare: (cluster: Cluster, turn: number) => Promise<Strike>;
}

/** A failure about to happen. */
export interface Strike {
  readonly target: string;
  /** What it takes from the majorities. */
  readonly failure: Omit<Failure, 'voters'>;
  readonly strike: () => Promise<void>;
  /** Undoes it, and says how long everything took to serve again. @default - it mends itself */
  readonly repair?: () => Promise<readonly Return[]>;
  /** Masters whose API servers must accept nothing meanwhile, though they run. @default none */
  readonly withoutQuorum?: readonly Machine[];
}
