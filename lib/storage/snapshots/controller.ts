import type { Construct } from 'constructs';
import { Environment, Operator, RELEASES, Stage } from '../../core';

/** Definitions and controller of volume snapshots, which every CSI driver of the cluster shares. */
export class SnapshotController extends Operator {
  /** The controller of the environment; undefined in a plain App, and on OpenShift, which brings its own. */
  static in(scope: Construct): SnapshotController | undefined {
    if (Environment.find(scope)?.distribution.name === 'openshift') return undefined;
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
