import type { Construct } from 'constructs';
import { Operator, RELEASES, Stage } from '../../core';

/** Definitions and controller of volume snapshots, which every CSI driver of the cluster shares. */
export class SnapshotController extends Operator {
  /** The controller of the environment; undefined in a plain App. */
  static in(scope: Construct): SnapshotController | undefined {
    return Operator.shared(
      scope,
      'snapshot-controller',
      (environment) =>
        new SnapshotController(environment, 'snapshot-controller', {
          stage: Stage.OPERATORS,
          key: 'snapshotController',
          release: RELEASES.snapshotController,
          podSecurity: 'privileged',
          reason: 'lives in kube-system, which keeps the level that it has',
        }),
    );
  }
}
