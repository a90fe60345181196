import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Component,
  type ComponentProps,
  Fact,
  SecretObject,
  SecretValue,
  Stage,
  type StorageClassRef,
} from '../../core';
import { grantAccess } from './access';
import { limitAgents } from './agents';
import { checkJenkins } from './check';
import { runController } from './controller';
import { isolate } from './isolate';
import { ADMIN_SECRET, AGENTS_NAMESPACE, CONTROLLER, HTTP_PORT, NAMESPACE } from './names';
import type { JenkinsSettings } from './settings';

export interface JenkinsProps extends ComponentProps {
  /** Address at which people open Jenkins, with https; what serves it forwards to Service `jenkins`, port 8080. A path is kept. */
  readonly url: string;
  /** Class of the volume that holds the home of the controller: jobs, history, plugins. */
  readonly volumes: StorageClassRef;
  /** Size of that volume, 1 GiB or more. @default Size.gibibytes(50) */
  readonly size?: Size;
  /** Agents that may run at a time, each with 2 GiB and half a CPU, up to 2 CPUs. @default 10 */
  readonly agents?: number;
  /**
   * Who may open the pages beside the agents, which always may: namespaces by name, and IPv4 blocks. An ingress
   * controller on the host network comes from an address of its node (wrapped in VXLAN, that of the tunnel): name a
   * block for it.
   * @default ['ingress-nginx'], where upstream's manifests put that ingress controller
   */
  readonly admit?: readonly string[];
  /**
   * Base address of a copy of https://updates.jenkins.io, from which the pinned plugins and their dependencies are
   * downloaded at the first start and when the list changes: `update-center.json`, `plugin-versions.json` and
   * `download/plugins/` below it.
   * @default - upstream's; required where the environment is air-gapped
   */
  readonly updateCenter?: string;
}

/**
 * Jenkins with agents as pods, configured as code: one controller in namespace `jenkins`, builds in `jenkins-agents`,
 * both `restricted`. Agents connect by WebSocket.
 *
 * The controller cannot be scaled. After a planned drain it starts elsewhere by itself. When its host dies, Kubernetes
 * keeps the pod and its volume in place, since nobody can tell that it does not run any more (kubernetes/website
 * tasks/run-application/force-delete-stateful-set-pod.md): whoever knows that the host is off sets the taint
 * `out-of-service` on it, which the plan holds as a step for later. The proof therefore counts one pod, and none that
 * takes over.
 *
 * @throws TripodError with every fault of the props
 */
export class Jenkins extends Component {
  readonly url: string;

  constructor(scope: Construct, id: string, props: JenkinsProps) {
    super(scope, id, { stage: Stage.PLATFORM, needs: props?.needs });
    const settings = settingsOf(props);
    const problems = this.problems();
    checkJenkins(settings, this.environment?.airGapped ?? false, problems);
    problems.throwIfAny();
    this.url = settings.url;

    this.inNamespace(NAMESPACE);
    this.inNamespace(AGENTS_NAMESPACE);
    grantAccess(this);
    this.admin();
    limitAgents(this, settings.agents);
    isolate(this, settings.admit);
    runController(this, settings);

    this.demand(settings);
    this.recovery();
  }

  /** The first administrator. */
  private admin(): void {
    new SecretObject(this, 'admin', {
      name: ADMIN_SECRET,
      namespace: NAMESPACE,
      values: {
        username: SecretValue.from('jenkins/admin-username'),
        password: SecretValue.from('jenkins/admin-password'),
      },
    });
  }

  /** What others must have ready. */
  private demand({ url, updateCenter = 'https://updates.jenkins.io' }: JenkinsSettings): void {
    this.expects(`${url} served with TLS and forwarded to Service ${CONTROLLER} in ${NAMESPACE}, port ${HTTP_PORT}`);
    this.expects(
      `${updateCenter} reachable from pods in ${NAMESPACE}, with update-center.json, plugin-versions.json and ` +
        'download/plugins: at the first start, and when plugins or Jenkins change',
    );
  }

  /** How it comes back when its host is gone. */
  private recovery(): void {
    const node = `$(kubectl --namespace ${NAMESPACE} get pod ${CONTROLLER}-0 --output jsonpath='{.spec.nodeName}')`;
    this.step({
      title: 'The host of Jenkins is dead, and surely off: let its pod and volume go (untaint it before it returns)',
      commands: [`kubectl taint node "${node}" node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`],
      when: 'later',
    });
    if (this.environment === undefined) return;
    const hosts = this.environment.hostsWith('worker').map((host) => host.name);
    this.fact(Fact.replicas('jenkins-controller', { count: 1, spread: 'host', hosts }));
  }
}

/** Ten agents, as the plugin and its chart have it (jenkinsci/helm-charts values.yaml@jenkins-5.9.53, `containerCap`). */
function settingsOf(props: JenkinsProps): JenkinsSettings {
  const { url, volumes, size = Size.gibibytes(50), agents = 10, admit = ['ingress-nginx'], updateCenter } = props ?? {};
  return { url, volumes, size, agents, admit, updateCenter };
}
