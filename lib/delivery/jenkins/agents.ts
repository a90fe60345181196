import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { image, quantity } from '../../core';
import { AGENT, AGENTS_NAMESPACE, USER } from './names';

/** What one agent asks for, and may take. Builds that need more say so in a pod template of their own. */
const CPU = { request: 500, limit: 2000 };
const MEMORY = Size.gibibytes(2);

/** Processor shares as the API server writes them back: `2`, `500m`. */
function cpu(millis: number): string {
  return (millis % 1000 === 0 ? Cpu.units(millis / 1000) : Cpu.millis(millis)).amount;
}

/** Resources of so many agents. */
function resources(agents: number) {
  const memory = quantity(Size.mebibytes(MEMORY.toMebibytes() * agents));
  return {
    requests: { cpu: cpu(CPU.request * agents), memory },
    limits: { cpu: cpu(CPU.limit * agents), memory },
  };
}

/**
 * The pod of an agent, admitted by pod security `restricted`. The plugin adds name, namespace, workspace volume and
 * the variables with which the agent finds the controller (jenkinsci/kubernetes-plugin PodTemplateBuilder.java). The
 * container must be called `jnlp`. Builds write where they like, so its root file system is not read-only.
 */
export function agentPod() {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      serviceAccountName: AGENT,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        fsGroup: USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'jnlp',
          image: image('jenkins-inbound-agent'),
          imagePullPolicy: 'IfNotPresent',
          resources: resources(1),
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

/**
 * Keeps the namespace of the builds within so many agents, whatever pods a pipeline asks for. The plugin waits and
 * tries again when the quota is used up (jenkinsci/kubernetes-plugin KubernetesLauncher.java).
 */
export function limitAgents(scope: Construct, agents: number): void {
  const all = resources(agents);
  new k8s.KubeResourceQuota(scope, 'agents-quota', {
    metadata: { name: AGENT, namespace: AGENTS_NAMESPACE },
    spec: {
      hard: {
        pods: k8s.Quantity.fromNumber(agents),
        'requests.cpu': k8s.Quantity.fromString(all.requests.cpu),
        'requests.memory': k8s.Quantity.fromString(all.requests.memory),
        'limits.cpu': k8s.Quantity.fromString(all.limits.cpu),
        'limits.memory': k8s.Quantity.fromString(all.limits.memory),
      },
    },
  });
  const one = resources(1);
  const quantities = ({ cpu, memory }: typeof one.limits) => ({
    cpu: k8s.Quantity.fromString(cpu),
    memory: k8s.Quantity.fromString(memory),
  });
  new k8s.KubeLimitRange(scope, 'agents-limits', {
    metadata: { name: AGENT, namespace: AGENTS_NAMESPACE },
    spec: {
      // A container without resources would be refused by the quota.
      limits: [{ type: 'Container', defaultRequest: quantities(one.requests), default: quantities(one.limits) }],
    },
  });
}
