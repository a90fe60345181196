import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Component } from '../component/component';
import type { SpreadDomain } from '../contracts/nodes';
import { type Condition } from '../component/readiness';
import { type PodProps, selectorLabels } from './pod';

export interface WorkloadProps extends PodProps {
  /** Name of the object, its pods' `app.kubernetes.io/name`, and its PodDisruptionBudget. */
  readonly name: string;
  readonly namespace: string;
}

export interface ReplicatedProps extends WorkloadProps {
  /** @default 1 */
  readonly replicas?: number;
  /** Domains over which replicas are spread evenly, the widest first. @default - sites and hosts, where there is more than one replica */
  readonly spread?: readonly SpreadDomain[];
}

/** Domains of a replicated workload; a single pod is spread over nothing. */
export function spreadOf(props: ReplicatedProps): readonly SpreadDomain[] {
  return (props.replicas ?? 1) > 1 ? (props.spread ?? ['site', 'host']) : [];
}

/** Pods that are not to be stopped all at once. */
interface Budgeted {
  readonly name: string;
  readonly namespace: string;
  /** @default 1 */
  readonly replicas?: number;
  /** Labels of the pods, where somebody else makes them. @default - those of a workload of that name */
  readonly labels?: Record<string, string>;
}

/** Keeps all but one replica running while nodes are drained; nothing where there is only one. */
export function disruptionBudget(scope: Construct, { name, namespace, replicas = 1, labels }: Budgeted): void {
  if (replicas < 2) return;
  new k8s.KubePodDisruptionBudget(scope, `${name}-pdb`, {
    metadata: { name, namespace },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: labels ?? selectorLabels(name) },
      // `unhealthyPodEvictionPolicy` AlwaysAllow would let a drain take the last healthy copy of a stateful set.
    },
  });
}

/** Lets the component around the workload wait for it. */
export function awaitRollout(scope: Construct, object: ApiObject, condition: Condition): void {
  const component = scope.node.scopes.find((outer): outer is Component => Component.isComponent(outer));
  component?.ready(object, condition);
}
