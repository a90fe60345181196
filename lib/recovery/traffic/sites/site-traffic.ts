import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  Component,
  Deployment,
  type Environment,
  Fact,
  image,
  moving,
  placed,
  SecretObject,
  Stage,
  toStart,
} from '../../../core';
import { API_PORT } from '../../../hosts';
import type { TrafficRecord } from '../props';
import { controlPlaneOf } from '../../etcd/control-plane';
import { checkSiteTraffic, placesOf } from './check';
import { sitesKeyOf } from './key';
import type { SiteTrafficProps } from './props';

const NAMESPACE = 'traffic';
const KEYS = '/etc/tripod/keys';
const CA = '/etc/tripod/ca';
const METRICS = 9102;

/** A site that does not answer three times in six seconds is left out; one that does for twenty seconds is led to again. */
const PATIENCE = ['--fall', '3', '--rise', '10', '--every', '2s'];

/** Lost with its site, it is to be elsewhere soon: Kubernetes would wait for five minutes (pkg/controller/nodelifecycle, DefaultTolerationSeconds). */
const SOON = 10;

/**
 * Takes the addresses of a dead site out of a record, and puts them back: between the sites of one environment, where data
 * is the same everywhere and nothing is promoted, no one need decide. One pod does it, so that two never disagree, and only
 * while it is the turn of its environment. It never empties the record.
 */
export class SiteTraffic extends Component {
  /** @throws TripodError with every fault of the props, and outside of an Environment */
  constructor(scope: Construct, id: string, props: SiteTrafficProps) {
    super(scope, id, { stage: Stage.RECOVERY, props });
    const environment = this.requireEnvironment('it leads between its sites');
    const problems = this.problems();
    const record = checkSiteTraffic(props, environment, problems);
    problems.throwIfAny();

    const { traffic, key } = props;
    const { witness } = traffic;
    const name = `sites-${id}`;
    const namespace = this.inNamespace(NAMESPACE);
    new SecretObject(this, 'key', { name, namespace, values: { secret: key } });
    const { template } = new Deployment(this, 'deployment', {
      name,
      namespace,
      recreate: true,
      tolerations: SOONER,
      containers: [
        {
          name: 'agent',
          image: image('tripod-agent'),
          args: [
            'sites',
            ...witness.arguments(environment.name, `${KEYS}/secret`, sitesKeyOf(witness)),
            ...['--zone', `${witness.zone}.`, '--name', `${record!.name}.`, '--ttl', `${traffic.ttl.toSeconds()}s`],
            ...placesOf(record!, environment).flatMap(({ site, address }) => ['--site', `${site.name}=${address}`]),
            ...['--probe', `https://%s${props.probe ?? apiOf(environment)}`, '--cacert', `${CA}/ca.crt`],
            ...PATIENCE,
            ...['--metrics', `:${METRICS}`],
          ],
          ports: [{ name: 'metrics', containerPort: METRICS }],
          mounts: [
            { name: 'key', mountPath: KEYS, readOnly: true },
            { name: 'ca', mountPath: CA, readOnly: true },
          ],
          cpu: Cpu.millis(20),
          memory: Size.mebibytes(64),
          liveness: { httpGet: { path: '/healthz', port: k8s.IntOrString.fromString('metrics') }, periodSeconds: 10 },
        },
      ],
      volumes: [
        { name: 'key', secret: { secretName: name } },
        // The controller manager puts it into every namespace (kubernetes pkg/controller/certificates/rootcacertpublisher).
        { name: 'ca', configMap: { name: 'kube-root-ca.crt' } },
      ],
    });
    this.fact(...factsOf(name, template, environment, record!));
  }
}

/** Until a lost node is seen as such, nothing is known of the pod; from then on it has little time. */
const SOONER: k8s.Toleration[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: SOON,
}));

function apiOf(environment: Environment): string {
  const port = controlPlaneOf(environment)?.endpoint.split(':')[1] ?? String(API_PORT);
  return `:${port}/readyz`;
}

function factsOf(
  name: string,
  template: k8s.PodTemplateSpec,
  { hosts }: Environment,
  record: TrafficRecord,
): readonly Fact[] {
  const servers = `name servers of ${record.name}`;
  return [
    // Nobody misses it while all sites are there; when one is lost, clients try the other address by themselves meanwhile.
    Fact.replicas(name, { groups: [placed(template, hosts, 1)], minimum: 0, ...moving(template) }),
    Fact.outside(servers),
    Fact.dependsOn(name, servers),
    ...toStart(name),
  ];
}
