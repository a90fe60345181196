import { type Environment, Operator, RELEASES, Stage } from '../../core';
import { type AntreaAgentSettings, renderAgentConfig } from './antrea-config';

/** Antrea's release: controller, agents and definitions, all on the host network in kube-system. */
export class AntreaOperator extends Operator {
  /** The release in the environment; an environment has one network, hence one configuration. */
  static in(environment: Environment, settings: AntreaAgentSettings): AntreaOperator | undefined {
    return Operator.shared(
      environment,
      'antrea',
      () =>
        new AntreaOperator(environment, 'antrea', {
          stage: Stage.NETWORK,
          key: 'antrea',
          release: RELEASES.antrea,
          podSecurity: 'privileged',
          reason: 'runs Open vSwitch in the kernel of the host, and on its network: there is no other yet',
          settings: { 'antrea-config': { 'antrea-agent.conf': renderAgentConfig(settings) } },
        }),
    );
  }
}
