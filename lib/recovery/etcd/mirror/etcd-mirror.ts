import type { Construct } from 'constructs';
import { Component, Deployment, type Environment, Fact, placed, SecretObject, Stage, toStart } from '../../../core';
import { PodMonitor } from '../../../kinds';
import { mirrorAlerts } from './alerts';
import { checkMirror } from './check';
import { containers, type ENDS, METRICS, secretKeys, volumes } from './containers';
import { type EtcdMirrorProps, type Settled, settled } from './props';

const NAMESPACE = 'etcd-sync';

/**
 * A copy of some keys of an etcd in another city, seconds behind, for applications that keep their settings there. It is
 * made in the environment that takes the copy: over 30 ms it copies 1,600 keys a second there, and 31 from the source.
 *
 * `etcdctl make-mirror` copies, and loses what is deleted while it does not run. So a reconciler compares keys and values
 * of both sides, at the start and then always, and repairs what differs: what the mirror has lost, and what anybody else
 * wrote into the copy. A cluster's own etcd is not for it: take EtcdSnapshots.
 */
export class EtcdMirror extends Component {
  /** What stands before every key of the copy. */
  readonly destinationPrefix: string;

  /** @throws TripodError with every fault of the props, and outside of an Environment */
  constructor(scope: Construct, id: string, props: EtcdMirrorProps) {
    super(scope, id, { stage: Stage.RECOVERY, props });
    const environment = this.requireEnvironment('it takes the copy');
    const all = settled(props);
    const problems = this.problems();
    checkMirror(all, environment, problems);
    problems.throwIfAny();
    this.destinationPrefix = all.destinationPrefix;
    this.build(environment, all);
    this.alert(...mirrorAlerts(id, all));
    this.expects(
      `etcd of ${all.from.name} (${all.source.endpoints.join(', ')}) can be reached from the pods of ${environment.name}, and its client may only read ${all.prefixes.join(', ')}`,
    );
  }

  private build(environment: Environment, props: Settled): void {
    const namespace = this.inNamespace(NAMESPACE);
    const name = this.node.id;
    for (const end of ['source', 'destination'] as const)
      new SecretObject(this, end, { name: nameOf(name, end), namespace, values: secretKeys(props[end]) });
    const { template } = new Deployment(this, 'mirror', {
      name,
      namespace,
      // Two at once would write one key in turns.
      recreate: true,
      containers: containers(props),
      volumes: volumes((end) => nameOf(name, end)),
    });
    if (environment.prometheusOperator) this.monitor(name, namespace);
    this.fact(
      Fact.replicas(name, { groups: [placed(template, environment.hosts, 1)], minimum: 0, moves: props.every }),
      ...toStart(name),
    );
  }

  private monitor(name: string, namespace: string): void {
    const names = { key: 'app.kubernetes.io/name', operator: 'In' as const, values: [name] };
    new PodMonitor(this, 'monitor', {
      metadata: { name, namespace },
      spec: { selector: { matchExpressions: [names] }, podMetricsEndpoints: [{ port: METRICS.name }] },
    });
  }
}

/** Of the Secret with the certificates of an end. */
function nameOf(name: string, end: keyof typeof ENDS): string {
  return `${name}-${end}`;
}
