import { type ApiObject, JsonPatch } from 'cdk8s';
import type { PodProps } from '../../../core';
import { NODE_LABELS, tolerate } from '../../../core/contracts/nodes';
import type { Host } from '../../../landscape';

/** Binds the pods of a workload to hosts by their names: others know them by the addresses of these. */
export function bindTo(object: ApiObject, hosts: readonly string[]): void {
  const matchExpressions = [{ key: NODE_LABELS.host, operator: 'In', values: hosts }];
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
  };
  object.addJsonPatch(JsonPatch.add('/spec/template/spec/affinity', { nodeAffinity }));
}

/** Tolerations for hosts that are no workers: they have a taint for each of their roles. */
export function tolerationsOf(hosts: readonly Host[]): PodProps['tolerations'] {
  const roles = hosts.filter((host) => !host.roles.includes('worker')).flatMap((host) => host.roles);
  return tolerate(...new Set(roles));
}
