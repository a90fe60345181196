import { customResource } from '../../core';

/** Elasticsearch nodes that share configuration and pod template. */
export interface ElasticsearchNodeSet {
  /** At most 23 characters. */
  readonly name: string;
  readonly count: number;
  /** Content of elasticsearch.yml beyond what the operator writes. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly zoneAwareness?: { readonly topologyKey: string; readonly zones: readonly string[] };
  /** A pod template as JSON; the operator fills in what is left out. */
  readonly podTemplate: Readonly<Record<string, unknown>>;
  readonly volumeClaimTemplates: readonly Readonly<Record<string, unknown>>[];
}

export interface ElasticsearchSpec {
  readonly version: string;
  readonly image: string;
  readonly volumeClaimDeletePolicy: 'DeleteOnScaledownOnly' | 'DeleteOnScaledownAndClusterDeletion';
  readonly updateStrategy: { readonly changeBudget: { readonly maxUnavailable: number } };
  readonly nodeSets: readonly ElasticsearchNodeSet[];
}

/** A cluster of Elasticsearch nodes. */
export class Elasticsearch extends customResource<ElasticsearchSpec>({
  apiVersion: 'elasticsearch.k8s.elastic.co/v1',
  kind: 'Elasticsearch',
  scope: 'Namespaced',
  holdsData: true,
}) {}
