import { customResource } from '../../core';

export interface KibanaSpec {
  readonly version: string;
  readonly image: string;
  readonly count: number;
  readonly elasticsearchRef: { readonly name: string };
  /** Content of kibana.yml beyond what the operator writes. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A pod template as JSON; the operator fills in what is left out. */
  readonly podTemplate: Readonly<Record<string, unknown>>;
}

/** The user interface of an Elasticsearch cluster. */
export class Kibana extends customResource<KibanaSpec>({
  apiVersion: 'kibana.k8s.elastic.co/v1',
  kind: 'Kibana',
  scope: 'Namespaced',
}) {}
