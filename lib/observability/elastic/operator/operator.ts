import type { Construct } from 'constructs';
import { Operator, RELEASES, Stage } from '../../../core';
import { renderEckSettings } from './settings';

/** Elastic Cloud on Kubernetes: the operator of Elasticsearch, Kibana, Logstash and Beats. It sends no telemetry. */
export class EckOperator extends Operator {
  /** The operator of the environment; undefined in a plain App. */
  static in(scope: Construct): EckOperator | undefined {
    return Operator.shared(
      scope,
      'eck-operator',
      (environment) =>
        new EckOperator(environment, 'eck-operator', {
          stage: Stage.OPERATORS,
          key: 'eck',
          release: RELEASES.eck,
          podSecurity: 'baseline',
          reason: "upstream's pod has no seccomp profile (deploy/eck-operator/values.yaml, podSecurityContext)",
          settings: { 'elastic-operator': { 'eck.yaml': renderEckSettings(environment.mirror) } },
        }),
    );
  }
}
