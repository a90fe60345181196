import { customResource } from '../../core';

/** Who asks, and for what; as far as Tripod writes it. */
export interface FlowRules {
  readonly subjects: readonly { readonly kind: 'Group'; readonly group: { readonly name: string } }[];
  readonly resourceRules: readonly {
    readonly verbs: readonly string[];
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly clusterScope: boolean;
    readonly namespaces: readonly string[];
  }[];
  readonly nonResourceRules: readonly {
    readonly verbs: readonly string[];
    readonly nonResourceURLs: readonly string[];
  }[];
}

/** Which requests a priority level holds, and how they queue there. */
export interface FlowSchemaSpec {
  readonly priorityLevelConfiguration: { readonly name: string };
  /** Of all that match, the lowest counts. 1 to 10,000. */
  readonly matchingPrecedence: number;
  /** What shares a queue: without it, all requests of the schema do. */
  readonly distinguisherMethod?: { readonly type: 'ByUser' | 'ByNamespace' };
  readonly rules: readonly FlowRules[];
}

/** Built in since 1.29, and newer than cdk8s-plus knows it. */
export class FlowSchema extends customResource<FlowSchemaSpec>({
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
  kind: 'FlowSchema',
  scope: 'Cluster',
}) {}
