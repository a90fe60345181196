import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Component, Deployment, type Environment, Fact, LEAVE_ENDPOINTS, movesIn, placed, Stage } from 'tripod-iac';

/** The bank's own ledger: three equal servers, whose data lies in a Ceph pool. */
export class Ledger extends Component {
  constructor(scope: Environment, id: string) {
    super(scope, id, { stage: Stage.PLATFORM });
    scope.namespace('ledger');
    const { apiObject } = new Deployment(this, 'server', {
      name: 'ledger',
      namespace: 'ledger',
      replicas: 3,
      on: 'worker',
      containers: [
        { name: 'ledger', image: 'registry.bank.example/ledger:1', cpu: Cpu.millis(500), memory: Size.gibibytes(1) },
      ],
    });
    const { spec } = apiObject.toJson() as { spec: { template: object } };
    this.fact(
      Fact.replicas('ledger', {
        groups: [placed(spec.template, scope.hosts, 3)],
        moves: movesIn(spec.template),
        maxUnavailable: 1,
        reactions: LEAVE_ENDPOINTS,
      }),
      Fact.dependsOn('ledger', 'block', 'data'),
      Fact.dependsOn('ledger', 'registry', 'starting'),
    );
  }
}
