import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { Component, SecretObject, SecretValue, Stage } from '../../core';
import { grantAccess } from './access';
import { limitAgents } from './agents';
import { checkJenkins } from './check';
import { runController } from './controller';
import { factsOf, HOST_IS_DEAD } from './facts';
import { isolate } from './isolate';
import { ADMIN_SECRET, AGENTS_NAMESPACE, CONTROLLER, CREDENTIALS_NAMESPACE, HTTP_PORT, NAMESPACE } from './names';
import type { JenkinsProps } from './props';
import { isUpstream, type JenkinsSettings, UPSTREAM } from './settings';

/**
 * Jenkins with agents as pods, configured as code: one controller in namespace `jenkins`, builds in `jenkins-agents`,
 * credentials of jobs in `jenkins-credentials`, all `restricted`. Agents connect by WebSocket.
 *
 * The administrator of the Secret `jenkins-admin` may do everything, others nothing. A credential is a Secret with the
 * label `jenkins.io/credentials-type` (jenkinsci/kubernetes-credentials-provider-plugin docs/examples/README.md).
 *
 * The controller cannot be scaled. After a planned drain it starts elsewhere by itself. When its host dies, Kubernetes
 * keeps the pod and its volume in place, since nobody can tell that it does not run any more (kubernetes/website
 * tasks/run-application/force-delete-stateful-set-pod.md): whoever knows that the host is off sets the taint
 * `out-of-service` on it, which the plan holds as a step for later. The proof therefore counts one pod, which comes back
 * by that step.
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
    this.inNamespace(CREDENTIALS_NAMESPACE);
    grantAccess(this);
    this.admin();
    limitAgents(this, settings.agents);
    isolate(this, settings.admit);
    const { template } = runController(this, settings);

    this.demand(settings);
    this.recovery();
    if (this.environment !== undefined) this.fact(...factsOf(template, settings.volumes, this.environment.hosts));
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
  private demand({ url, updateCenter = UPSTREAM }: JenkinsSettings): void {
    this.expects(`${url} served with TLS and forwarded to Service ${CONTROLLER} in ${NAMESPACE}, port ${HTTP_PORT}`);
    this.expects(
      `${updateCenter} reachable from pods in ${NAMESPACE}, with update-center.json, plugin-versions.json and ` +
        'download/plugins: at the first start, and when plugins or Jenkins change',
    );
    if (isUpstream(updateCenter)) {
      this.fetches('plugins from updates.jenkins.io; `updateCenter` names a copy inside the bank');
    }
  }

  /** How it comes back when its host is gone. */
  private recovery(): void {
    const node = `$(kubectl --namespace ${NAMESPACE} get pod ${CONTROLLER}-0 --output jsonpath='{.spec.nodeName}')`;
    this.step({
      title: HOST_IS_DEAD,
      commands: [`kubectl taint node "${node}" node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`],
      when: 'later',
    });
  }
}

/** Ten agents, as the plugin and its chart have it (jenkinsci/helm-charts values.yaml@jenkins-5.9.53, `containerCap`). */
function settingsOf(props: JenkinsProps): JenkinsSettings {
  const { url, volumes, size = Size.gibibytes(50), agents = 10, admit = ['ingress-nginx'], updateCenter } = props ?? {};
  return { url, volumes, size, agents, admit, updateCenter };
}
