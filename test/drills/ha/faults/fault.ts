import type { Loss } from 'tripod-iac/proof';
import type { Machine } from '../../world';
import type { Cluster } from '../cluster/cluster';
import type { FaultKind } from '../judge/fault-kind';
import type { Recovery } from '../judge/round';
import type { WorldName } from '../worlds';

/** A fault that the drill brings about, several times. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  readonly kind: FaultKind;
  readonly world: WorldName;
  readonly times: number;
  /** Seconds that a round usually takes, for who waits. */
  readonly seconds: number;
  /** Whether the quick drill has it, once. */
  readonly quick?: boolean;
  /** Chooses what to inject, and puts the leader where it is wanted; `turn` counts from 0. */
  readonly prepare: (cluster: Cluster, turn: number) => Promise<Injection>;
}

/** A fault about to be injected. */
export interface Injection {
  readonly target: string;
  /** What the proof calls it. @default - clients must notice nothing */
  readonly proved?: Loss;
  readonly inject: () => Promise<void>;
  /** Undoes it, and says how long everything took to serve again. @default - it mends itself */
  readonly repair?: () => Promise<readonly Recovery[]>;
  /** Masters whose API servers must accept nothing meanwhile, though they run. @default none */
  readonly withoutQuorum?: readonly Machine[];
}
