import { createHash } from 'node:crypto';
import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type ContainerProps, image, selectorLabels, StatefulSet } from '../../core';
import { ADMIN_FILES, renderCasc } from './casc';
import { ADMIN_SECRET, CONTROLLER, CREDENTIALS_NAMESPACE, HTTP_PORT, NAMESPACE, USER } from './names';
import { pluginInstaller, renderPlugins } from './plugins';
import { type JenkinsSettings, pathOf } from './settings';

const HOME = '/var/jenkins_home';
const CONFIG = '/etc/jenkins';
const SECRETS = '/run/secrets/jenkins';
const HEADLESS = `${CONTROLLER}-headless`;
const CONFIG_MAP = `${CONTROLLER}-config`;

/** Everything that is written outside of the home: the unpacked war (by default in the home), and temporary files. */
const MOUNTS: k8s.VolumeMount[] = [
  { name: 'home', mountPath: HOME },
  { name: 'config', mountPath: CONFIG, readOnly: true },
  { name: 'tmp', mountPath: '/tmp' },
];

/**
 * Where Jenkins' pod may stay when its node is not ready, in seconds, instead of Kubernetes' 300. With the 50 seconds
 * after which the node counts as such (kube-controller-manager `--node-monitor-grace-period`) its deletion is asked
 * for after 110. If the kubelet still answers, the pod starts elsewhere then; see `Jenkins` for a host that is dead.
 */
const TOLERATION_SECONDS = 60;

/** Seconds between two probes. */
const PERIOD = 10;

/** How long a start may take: with many jobs Jenkins reads long before it answers. */
export const START_LIMIT = Duration.minutes(10);

/**
 * The controller: one pod with its home on a volume. There is no PodDisruptionBudget: with one pod it would either
 * allow the eviction or block the drain of a node for ever.
 * @returns what its pod is made from
 */
export function runController(scope: Construct, settings: JenkinsSettings): StatefulSet {
  const config = { 'jenkins.yaml': renderCasc(settings), 'plugins.txt': renderPlugins() };
  new k8s.KubeConfigMap(scope, 'config', { metadata: { name: CONFIG_MAP, namespace: NAMESPACE }, data: config });
  service(scope, HEADLESS, 'None');
  service(scope, CONTROLLER);
  const { size } = settings;
  return new StatefulSet(scope, 'controller', {
    name: CONTROLLER,
    namespace: NAMESPACE,
    serviceName: HEADLESS,
    serviceAccount: CONTROLLER,
    user: USER,
    // Configuration is read at the start: a change of it must start the pod anew.
    annotations: { 'tripod/config': createHash('sha256').update(JSON.stringify(config)).digest('hex') },
    initContainers: [pluginInstaller(settings.updateCenter, MOUNTS)],
    containers: [container(settings)],
    claims: [{ name: 'home', size, storageClassName: settings.volumes.storageClassName }],
    volumes: volumes(),
    tolerations: ['not-ready', 'unreachable'].map((state) => ({
      key: `node.kubernetes.io/${state}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: TOLERATION_SECONDS,
    })),
    // Running pipelines write their state down before the end.
    terminationGraceSeconds: 120,
  });
}

function service(scope: Construct, name: string, clusterIp?: string): void {
  new k8s.KubeService(scope, `service-${name}`, {
    metadata: { name, namespace: NAMESPACE },
    spec: {
      clusterIp,
      selector: selectorLabels(CONTROLLER),
      ports: [{ name: 'http', port: HTTP_PORT, targetPort: k8s.IntOrString.fromString('http'), protocol: 'TCP' }],
    },
  });
}

function container({ url }: JenkinsSettings): ContainerProps {
  const path = pathOf(url);
  const probe = (failureThreshold: number): k8s.Probe => ({
    httpGet: { path: `${path}/login`, port: k8s.IntOrString.fromString('http') },
    periodSeconds: PERIOD,
    timeoutSeconds: 5,
    failureThreshold,
  });
  return {
    name: 'jenkins',
    image: image('jenkins'),
    args: [`--httpPort=${HTTP_PORT}`, '--webroot=/var/cache/jenkins/war', ...(path === '' ? [] : [`--prefix=${path}`])],
    env: [
      { name: 'JAVA_OPTS', value: javaOptions().join(' ') },
      { name: 'CASC_JENKINS_CONFIG', value: `${CONFIG}/jenkins.yaml` },
      // A missing secret stops the start; by default it would be an empty password.
      { name: 'CASC_STRICT_SECRET_RESOLUTION', value: 'true' },
      { name: 'SECRETS', value: SECRETS },
      // The image opens 50000 otherwise.
      { name: 'JENKINS_SLAVE_AGENT_PORT', value: '-1' },
    ],
    ports: [{ name: 'http', containerPort: HTTP_PORT }],
    mounts: [
      ...MOUNTS,
      { name: 'cache', mountPath: '/var/cache/jenkins' },
      { name: 'admin', mountPath: SECRETS, readOnly: true },
    ],
    cpu: Cpu.units(1),
    cpuLimit: Cpu.units(4),
    memory: Size.gibibytes(4),
    startup: probe(START_LIMIT.toSeconds() / PERIOD),
    liveness: probe(5),
    readiness: probe(3),
  };
}

/** The heap takes 60 % of the memory; the rest is for classes, threads, buffers, and git beside it. */
function javaOptions(): readonly string[] {
  const steps = 'org.csanchez.jenkins.plugins.kubernetes.pipeline.PodTemplateStepExecution';
  return [
    '-Djava.awt.headless=true',
    '-Djenkins.install.runSetupWizard=false',
    // Agents in pods that a pipeline describes itself: the plugin's own default names Docker Hub.
    `-D${steps}.defaultImage=${image('jenkins-inbound-agent')}`,
    // Where credentials are read: kubernetes-credentials-provider asks in the namespace of its client, by default the
    // pod's own (fabric8io/kubernetes-client Config.java, configFromSysPropsOrEnvVars). Agents have theirs in the cloud.
    `-Dkubernetes.namespace=${CREDENTIALS_NAMESPACE}`,
    '-XX:MaxRAMPercentage=60',
    '-XX:+ExitOnOutOfMemoryError',
  ];
}

function volumes(): k8s.Volume[] {
  const emptyDir = (size: string): k8s.EmptyDirVolumeSource => ({ sizeLimit: k8s.Quantity.fromString(size) });
  return [
    { name: 'config', configMap: { name: CONFIG_MAP } },
    { name: 'tmp', emptyDir: emptyDir('2Gi') },
    { name: 'cache', emptyDir: emptyDir('1Gi') },
    {
      name: 'admin',
      secret: {
        secretName: ADMIN_SECRET,
        defaultMode: 0o440,
        items: Object.entries(ADMIN_FILES).map(([key, path]) => ({ key, path })),
      },
    },
  ];
}
