import { TripodError } from '../../../errors';

/** The part of a pod that decides where it may run, as Kubernetes' API has it. Amounts are texts, numbers, or cdk8s quantities. */
export interface PodSpec {
  readonly nodeName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly affinity?: Affinity;
  readonly tolerations?: readonly PodToleration[];
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
  readonly hostNetwork?: boolean;
  readonly schedulerName?: string;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: Amounts;
}

export interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly NodeTerm[] };
  };
  readonly podAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodTerm[] };
  readonly podAntiAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodTerm[] };
}

export interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface NodeTerm {
  readonly matchExpressions?: readonly Expression[];
  readonly matchFields?: readonly Expression[];
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Expression[];
}

export interface PodTerm {
  readonly topologyKey: string;
  readonly labelSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
}

export interface PodToleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly minDomains?: number;
  readonly labelSelector?: LabelSelector;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
}

export interface Amounts {
  readonly [resource: string]: unknown;
}

export interface Container {
  readonly resources?: { readonly requests?: Amounts; readonly limits?: Amounts };
  readonly restartPolicy?: string;
  readonly ports?: readonly { readonly containerPort?: number; readonly hostPort?: number }[];
}

export interface Pod {
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly spec: PodSpec;
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>>; readonly namespace?: string };
  readonly spec?: PodSpec;
}

/** A pod from its template, or from its spec alone, which then has no labels. */
export function podOf(given: object): Pod {
  const { metadata = {}, spec = {} }: Template = 'spec' in given ? (given as Template) : { spec: given };
  return { labels: metadata.labels ?? {}, namespace: metadata.namespace, spec };
}

/**
 * A template with labels that whoever runs it adds, such as an operator: by them its constraints find the pod itself.
 * @param template as JSON, or of cdk8s-plus
 */
export function withLabels(template: object, labels: Readonly<Record<string, string>>): object {
  const { labels: own, namespace, spec } = podOf(template);
  return { metadata: { labels: { ...own, ...labels }, namespace }, spec };
}

/** Something of which nobody here knows what it does to a placement: better no proof than a wrong one. */
export function unknownTo(at: string, got: unknown, want: string, fix: string): TripodError {
  return new TripodError([{ path: 'placement of a pod', at, got, want, fix }]);
}
