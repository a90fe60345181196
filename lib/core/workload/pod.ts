import type { Size } from 'cdk8s';
import { type Cpu, k8s } from 'cdk8s-plus-27';
import { NODE_LABELS, roleLabel, type SpreadDomain, tolerate } from '../contracts/nodes';
import type { HostRole } from '../../landscape';

/** A container, with what a bank wants left to say. */
export interface ContainerProps {
  readonly name: string;
  /** Reference of the image: `image('jenkins')`. */
  readonly image: string;
  readonly command?: string[];
  readonly args?: string[];
  readonly env?: k8s.EnvVar[];
  readonly ports?: k8s.ContainerPort[];
  readonly mounts?: k8s.VolumeMount[];
  readonly cpu: Cpu;
  /** @default - twice the request */
  readonly cpuLimit?: Cpu;
  /** Request and limit: memory cannot be given back. */
  readonly memory: Size;
  /** @default - none; give one to whatever serves */
  readonly readiness?: k8s.Probe;
  /** @default - none */
  readonly liveness?: k8s.Probe;
  /** @default - none */
  readonly startup?: k8s.Probe;
}

/** What a pod may do beyond pod security `restricted`. */
export interface Privilege {
  /** Why it must: written onto the pod, and read by auditors. */
  readonly reason: string;
  /** @default false */
  readonly hostNetwork?: boolean;
  /** Runs as user 0. @default false */
  readonly root?: boolean;
  /** Capabilities that are added. @default - none */
  readonly capabilities?: string[];
}

export interface PodProps {
  readonly containers: readonly ContainerProps[];
  /** Run one after the other before the containers start. @default - none */
  readonly initContainers?: readonly ContainerProps[];
  readonly volumes?: k8s.Volume[];
  /** Name of a ServiceAccount in the namespace; its token is mounted. @default - none, and no token */
  readonly serviceAccount?: string;
  /** Role of the hosts that it runs on. @default - any host without a taint */
  readonly on?: HostRole;
  /** Further tolerations. @default - those of `on` */
  readonly tolerations?: k8s.Toleration[];
  /** @default - none */
  readonly priorityClass?: string;
  /** User and group of the processes and of volumes. @default 65532, "nonroot" of distroless images */
  readonly user?: number;
  /** Whether containers may write to their root file system; else only to volumes. @default false */
  readonly writableRoot?: boolean;
  /** Time to end by itself. @default 30 seconds, as in Kubernetes */
  readonly terminationGraceSeconds?: number;
  /** @default - none: admitted into a `restricted` namespace */
  readonly privilege?: Privilege;
  /** Further labels of the pod, by which its own program looks for it. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the pod. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Selects the pods of a workload. It never changes: selectors are immutable. */
export function selectorLabels(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** A domain over which pods are spread: strictly, or as well as there is room. */
export interface Spread {
  readonly domain: SpreadDomain;
  readonly strict: boolean;
}

/** A pod template that pod security `restricted` admits, unless it states a privilege. */
export function podTemplate(name: string, props: PodProps, spread: readonly Spread[]): k8s.PodTemplateSpec {
  const { privilege } = props;
  const user = privilege?.root === true ? 0 : (props.user ?? 65532);
  const annotations: Record<string, string> = { ...props.annotations };
  if (privilege !== undefined) annotations['tripod/privilege-reason'] = privilege.reason;
  return {
    metadata: {
      labels: { ...props.labels, ...selectorLabels(name), 'app.kubernetes.io/managed-by': 'tripod' },
      annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
    },
    spec: {
      serviceAccountName: props.serviceAccount,
      automountServiceAccountToken: props.serviceAccount !== undefined,
      hostNetwork: privilege?.hostNetwork === true ? true : undefined,
      dnsPolicy: privilege?.hostNetwork === true ? 'ClusterFirstWithHostNet' : undefined,
      enableServiceLinks: false,
      priorityClassName: props.priorityClass,
      terminationGracePeriodSeconds: props.terminationGraceSeconds,
      nodeSelector: props.on === undefined ? undefined : { [roleLabel(props.on)]: '' },
      tolerations: tolerations(props),
      topologySpreadConstraints:
        spread.length > 0
          ? spread.map(({ domain, strict }) => spreadOver(domain, selectorLabels(name), strict))
          : undefined,
      securityContext: { ...podSecurity(user), runAsUser: user, runAsGroup: user },
      initContainers: props.initContainers?.map((container) => toContainer(container, props)),
      containers: props.containers.map((container) => toContainer(container, props)),
      volumes: props.volumes,
    },
  };
}

function tolerations({ on, tolerations: further = [] }: PodProps): k8s.Toleration[] | undefined {
  const all = [...(on === undefined ? [] : tolerate(on)), ...further];
  return all.length > 0 ? all : undefined;
}

/**
 * Spreads the pods with such labels evenly over a domain: strictly, or as well as there is room. Nodes whose taints the
 * pod does not tolerate do not count, so that the pods of a lost site may start in the others.
 */
export function spreadOver(
  domain: SpreadDomain,
  matchLabels: Record<string, string>,
  strict: boolean,
): k8s.TopologySpreadConstraint {
  return {
    topologyKey: NODE_LABELS[domain],
    maxSkew: 1,
    whenUnsatisfiable: strict ? 'DoNotSchedule' : 'ScheduleAnyway',
    nodeTaintsPolicy: 'Honor',
    labelSelector: { matchLabels },
  };
}

/** What pod security `restricted` asks of a pod, where its group is not that of root. @param group of the volumes */
export function podSecurity(group: number): k8s.PodSecurityContext {
  return {
    runAsNonRoot: group !== 0,
    fsGroup: group,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** What it asks of a container. @param capabilities that are added, for a reason which the pod states */
export function containerSecurity(writableRoot = false, capabilities?: string[]): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: !writableRoot,
    capabilities: { drop: ['ALL'], ...(capabilities === undefined ? {} : { add: capabilities }) },
  };
}

function toContainer(container: ContainerProps, pod: PodProps): k8s.Container {
  const { name, image, command, args, env, ports, mounts, cpu, memory, readiness, liveness, startup } = container;
  const cpuLimit = container.cpuLimit?.amount ?? doubled(cpu.amount);
  return {
    name,
    image,
    command,
    args,
    env,
    ports,
    volumeMounts: mounts,
    readinessProbe: readiness,
    livenessProbe: liveness,
    startupProbe: startup,
    imagePullPolicy: 'IfNotPresent',
    resources: {
      requests: { cpu: k8s.Quantity.fromString(cpu.amount), memory: memoryQuantity(memory) },
      limits: { cpu: k8s.Quantity.fromString(cpuLimit), memory: memoryQuantity(memory) },
    },
    securityContext: containerSecurity(pod.writableRoot === true, pod.privilege?.capabilities),
  };
}

/** `512Mi`: a size as Kubernetes spells it. */
export function quantity(size: Size): string {
  const mebibytes = size.toMebibytes();
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

function memoryQuantity(size: Size): k8s.Quantity {
  return k8s.Quantity.fromString(quantity(size));
}

function doubled(amount: string): string {
  return amount.endsWith('m') ? `${parseInt(amount, 10) * 2}m` : String(Number(amount) * 2);
}
