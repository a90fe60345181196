import { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  type Environment,
  Fact,
  moving,
  Operator,
  placed,
  RELEASES,
  resolvesNames,
  SecretObject,
  SecretValue,
  Stage,
  toStart,
} from '../../../core';
import { PodMonitor } from '../../../kinds';
import { SnapshotController } from '../../snapshots/controller';
import { account } from './account';
import { METRICS, NAMESPACE, NODE_AGENT, PASSWORD, VELERO } from './names';
import { nodeAgent } from './node-agent';
import { server } from './server';
import { settings } from './settings';

const REASON = 'pods that move data of volumes run as root, since files may belong to anybody';

/** Velero: its definitions, its server, and the agents that copy volumes. */
export class Velero extends Operator {
  /** Velero of the environment; undefined in a plain App. */
  static in(scope: Construct): Velero | undefined {
    return Operator.shared(scope, 'velero', (environment) => new Velero(environment, 'velero'));
  }

  private constructor(environment: Environment, id: string) {
    super(environment, id, {
      stage: Stage.OPERATORS,
      key: 'velero',
      release: RELEASES.velero,
      podSecurity: 'baseline',
      reason: REASON,
      // It ends at once where the definitions of snapshots are missing.
      needs: [SnapshotController.in(environment)],
    });
    const { prometheusOperator } = environment;
    account(this);
    settings(this);
    this.password();
    const template = server(this, !prometheusOperator);
    nodeAgent(this, !prometheusOperator);
    if (prometheusOperator) this.monitor();
    this.fact(...factsOf(template, environment));
    this.alert({
      name: 'BackupStoreUnavailable',
      expression: 'velero_backup_location_status_gauge == 0',
      for: Duration.minutes(15),
      severity: 'critical',
      summary: 'The backup store {{ $labels.backup_location_name }} cannot be reached, or refuses its key',
      mend: `kubectl --namespace=${NAMESPACE} describe backupstoragelocation`,
    });
  }

  /** The password of all repositories, which is the same wherever they are read. */
  private password(): void {
    new SecretObject(this, 'password', {
      name: PASSWORD.secret,
      namespace: NAMESPACE,
      values: { [PASSWORD.key]: SecretValue.from('velero/repository-password') },
    });
  }

  private monitor(): void {
    const names = { key: 'app.kubernetes.io/name', operator: 'In' as const, values: [VELERO, NODE_AGENT] };
    new PodMonitor(this, 'monitor', {
      metadata: { name: VELERO, namespace: NAMESPACE },
      spec: { selector: { matchExpressions: [names] }, podMetricsEndpoints: [{ port: METRICS.name }] },
    });
  }
}

/** What the proof has to know. Nobody misses it for a while: what it leaves out, the next run makes up for. */
function factsOf(template: k8s.PodTemplateSpec, { hosts }: Environment): readonly Fact[] {
  return [
    Fact.replicas(VELERO, { groups: [placed(template, hosts, 1)], minimum: 0, ...moving(template) }),
    Fact.dependsOn(VELERO, 'kubernetes-api'),
    resolvesNames(VELERO),
    ...toStart(VELERO),
  ];
}
