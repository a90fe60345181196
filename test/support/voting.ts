import { Duration } from 'cdk8s';
import { Component, type Environment, Fact, fixed, Stage } from 'tripod-iac';

/** A component of voters, one on each of these hosts, which elect within two seconds. */
export class Voting extends Component {
  constructor(environment: Environment, id: string, hosts: readonly string[]) {
    super(environment, id, { stage: Stage.HOSTS });
    this.fact(
      Fact.voters(id, {
        groups: fixed(hosts),
        reactions: [{ to: 'host', timers: [{ name: 'election', time: Duration.seconds(2) }] }],
      }),
    );
  }
}

/** Names of the masters of an environment: two, two and one of the sites of `bank`. */
export function mastersOf(environment: Environment): readonly string[] {
  return environment.hostsWith('control-plane').map(({ name }) => name);
}
