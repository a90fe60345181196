import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Component } from '../component/component';
import type { SpreadDomain } from '../contracts/nodes';
import { fittingHosts } from '../contracts/scheduling';
import { type Condition } from '../component/readiness';
import { findEnvironment } from '../environment/find-environment';
import { type PodProps, podTemplate, selectorLabels, type Spread } from './pod';

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

/**
 * Domains of a replicated workload; a single pod is spread over nothing. The widest is strict, and hosts are where there
 * is room for that: two pods are then never on one host, and the proof may count on it.
 */
export function spreadOf(scope: Construct, props: ReplicatedProps): readonly Spread[] {
  const { replicas = 1, spread = ['site', 'host'] } = props;
  if (replicas < 2) return [];
  const room = hasRoom(scope, props, replicas);
  return spread.map((domain, index) => ({ domain, strict: index === 0 || (domain === 'host' && room) }));
}

/**
 * Whether each pod finds a host of its own in every site, and so in any that is left. Two strict rules block each other
 * only where a site has fewer hosts than pods. Not known in a plain App.
 */
function hasRoom(scope: Construct, props: ReplicatedProps, replicas: number): boolean {
  const hosts = fittingHosts(podTemplate(props.name, props, []), findEnvironment(scope)?.hosts ?? []);
  const perSite = new Map<string, number>();
  for (const { site } of hosts) perSite.set(site, (perSite.get(site) ?? 0) + 1);
  return perSite.size > 0 && Math.min(...perSite.values()) >= replicas;
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
