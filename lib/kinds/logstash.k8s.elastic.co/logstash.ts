import { customResource } from '../../core';

/** A Service in front of Logstash; the one called `api` also says what stands in its certificate. */
export interface LogstashService {
  readonly name: string;
  readonly service?: {
    readonly spec: {
      readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: 'TCP' }[];
    };
  };
  readonly tls?: { readonly selfSignedCertificate: { readonly subjectAltNames: readonly { readonly dns: string }[] } };
}

export interface LogstashSpec {
  readonly version: string;
  readonly image: string;
  readonly count: number;
  /** Clusters that pipelines reach by the variables `<CLUSTERNAME>_ES_HOSTS`, `_ES_USER` and so on. */
  readonly elasticsearchRefs: readonly {
    readonly clusterName: string;
    readonly name: string;
    readonly namespace: string;
  }[];
  /** Entries of pipelines.yml. */
  readonly pipelines: readonly Readonly<Record<string, unknown>>[];
  readonly services: readonly LogstashService[];
  /** A pod template as JSON; the operator fills in what is left out. */
  readonly podTemplate: Readonly<Record<string, unknown>>;
  readonly volumeClaimTemplates: readonly Readonly<Record<string, unknown>>[];
}

/** Servers that receive, change and forward events. */
export class Logstash extends customResource<LogstashSpec>({
  apiVersion: 'logstash.k8s.elastic.co/v1alpha1',
  kind: 'Logstash',
  scope: 'Namespaced',
  holdsData: true,
}) {}
