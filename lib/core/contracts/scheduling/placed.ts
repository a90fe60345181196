import type { Host } from '../../../landscape';
import type { Placement } from '../facts/placement';
import { nodeOf } from './node';
import { podOf, unknownTo } from './pod';
import { requestsOf } from './requests';
import { asksFor, rulesOf } from './rules';
import { toleratesNode } from './tolerations';

/**
 * Where `count` pods may stand, from the very constraints that are sent to Kubernetes: node name, node selector and
 * affinity, tolerations, required anti-affinity, strict topology spread and ports of the host. Of these only what the
 * scheduler enforces becomes a rule, and only where it selects the pod itself.
 *
 * @param pod a pod template or a pod spec, as JSON or of cdk8s-plus; `withLabels` adds what an operator would
 * @param hosts all hosts of the cluster
 * @throws TripodError for what is not known here, and where no host can take the pod
 */
export function placed(pod: object, hosts: readonly Host[], count: number): Placement {
  const read = podOf(pod);
  const { schedulerName = 'default-scheduler', affinity } = read.spec;
  if (schedulerName !== 'default-scheduler') {
    throw unknownTo('schedulerName', schedulerName, 'the scheduler of Kubernetes', 'leave it out');
  }
  if ((affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).length > 0) {
    throw unknownTo('podAffinity', 'a required term', 'no pod that must stand beside another', 'prefer it instead');
  }
  const fitting = fittingHosts(pod, hosts);
  if (fitting.length === 0) {
    const { nodeName, nodeSelector } = read.spec;
    const asked = JSON.stringify({ nodeName, nodeSelector, nodeAffinity: affinity?.nodeAffinity });
    const fix = 'add a host that has these labels, or tolerate the taints of those that do';
    throw unknownTo('hosts', `none of ${hosts.length} for ${asked}`, 'a host that can take the pod', fix);
  }
  const rules = rulesOf(read, hosts.map(nodeOf));
  const requests = requestsOf(read.spec);
  return {
    count,
    hosts: fitting.map(({ name }) => name),
    ...(rules.length > 0 ? { rules } : {}),
    ...(requests === undefined ? {} : { requests }),
  };
}

/** Hosts that can take a pod by itself: those that it asks for, and whose taints it tolerates. */
export function fittingHosts(pod: object, hosts: readonly Host[]): readonly Host[] {
  const read = podOf(pod);
  return hosts.filter((host) => {
    const node = nodeOf(host);
    return asksFor(read, node) && toleratesNode(read.spec, node);
  });
}
