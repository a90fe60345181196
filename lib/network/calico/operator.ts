import type { Construct } from 'constructs';
import { Operator, RELEASES, Stage } from '../../core';

/** The operator that installs Calico. It runs on the host network and comes before every other pod. */
export class TigeraOperator extends Operator {
  /** The operator of the environment; undefined in a plain App. */
  static in(scope: Construct): TigeraOperator | undefined {
    return Operator.shared(
      scope,
      'tigera-operator',
      (environment) =>
        new TigeraOperator(environment, 'tigera-operator', {
          stage: Stage.NETWORK,
          key: 'tigera',
          release: RELEASES.tigera,
          podSecurity: 'privileged',
          reason: 'uses the host network: there is no other before it has installed one',
        }),
    );
  }
}
