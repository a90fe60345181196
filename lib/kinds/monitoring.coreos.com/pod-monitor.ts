import { customResource } from '../../core';

export interface PodMonitorSpec {
  readonly selector: {
    readonly matchExpressions: readonly { readonly key: string; readonly operator: 'In'; readonly values: string[] }[];
  };
  /** Ports by their names in the pods. */
  readonly podMetricsEndpoints: readonly { readonly port: string }[];
}

/** Pods that the Prometheus operator has scraped. */
export class PodMonitor extends customResource<PodMonitorSpec>({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  scope: 'Namespaced',
}) {}
