import { Duration } from 'cdk8s';
import { type Environment, Problems } from '../../core';
import { rpoOfCity } from '../../core/store/only-city';
import { controlPlaneOf } from '../etcd/control-plane';
import type { EtcdSnapshots } from '../etcd/snapshots/etcd-snapshots';
import type { Fence } from '../plan/fence';
import type { Witness } from '../witness/witness';
import { ApiSide } from './api-side';
import { checkColdPair, checkWarmPair } from './check';
import type { ApiHolder } from './holder/api-holder';

export interface ColdStandbyProps {
  /** Snapshots of the environment that serves: from the newest one the other side goes on. */
  readonly snapshots: EtcdSnapshots;
  /** Loss of what etcd holds that is accepted with the city. @default - `objectives.city.rpo` of the environment that serves */
  readonly rpo?: Duration;
}

/** What keeps two sides from serving at once. */
export interface StandbyFence {
  readonly fence: Fence;
  /** Required by `Fence.self()`, by which the API servers close themselves. @default - none */
  readonly witness?: Witness;
}

/** The two shapes of a second city. What the one needs, the other has no place for. */
export abstract class Standby {
  /** A running cluster of its own, which takes over the work and nothing of etcd. */
  static warm(): WarmStandby {
    return new WarmStandby();
  }

  /**
   * Masters without API servers, which go on with the same cluster from its last snapshot. They are a `ColdControlPlane` of
   * the environment there. Where it is lost, whatever runs in the cluster starts on hosts of that environment.
   */
  static cold(props: ColdStandbyProps): ColdStandby {
    return new ColdStandby(props);
  }

  abstract readonly kind: 'warm' | 'cold';

  /** Checks that both environments have this shape. @param problems collects below the path of the pair */
  abstract check(from: Environment, to: Environment, fence: StandbyFence, problems: Problems): void;

  /**
   * Makes what both sides need, and gives the API of each as a holder of data: of `from`, then of `to`. Empty where each
   * has its own cluster. Called once for a pair. @throws TripodError with everything that `check` finds
   */
  abstract holders(from: Environment, to: Environment, fence: StandbyFence): readonly ApiHolder[];
}

export class WarmStandby extends Standby {
  readonly kind = 'warm';

  override check(from: Environment, to: Environment, _: StandbyFence, problems: Problems): void {
    checkWarmPair(from, to, problems);
  }

  override holders(from: Environment, to: Environment): readonly [] {
    const problems = new Problems(from.node.path).below('standby');
    checkWarmPair(from, to, problems);
    problems.throwIfAny();
    return [];
  }
}

export class ColdStandby extends Standby {
  readonly kind = 'cold';
  readonly snapshots: EtcdSnapshots;

  constructor(private readonly props: ColdStandbyProps) {
    super();
    this.snapshots = props?.snapshots;
  }

  override check(from: Environment, to: Environment, fence: StandbyFence, problems: Problems): void {
    checkColdPair({ ...this.props, from, to, ...fence }, problems);
  }

  override holders(from: Environment, to: Environment, fence: StandbyFence): readonly [ApiHolder, ApiHolder] {
    const problems = new Problems(from.node.path).below('standby');
    this.check(from, to, fence, problems);
    problems.throwIfAny();
    const { store, interval, run } = this.snapshots;
    const rpo = this.props.rpo ?? rpoOfCity(from) ?? Duration.seconds(interval.toSeconds() + run.total.toSeconds());
    // Checked: both are there.
    const [serving, waiting] = [controlPlaneOf(from)!, controlPlaneOf(to)!];
    const witness = fence.fence.kind === 'self' ? fence.witness : undefined;
    const common = { store, rpo, ...(witness === undefined ? {} : { witness }) };
    return [
      new ApiSide(from, 'kubernetes-api', { ...common, own: serving, other: waiting }).holder,
      new ApiSide(to, 'kubernetes-api', { ...common, own: waiting, other: serving }).holder,
    ];
  }
}
