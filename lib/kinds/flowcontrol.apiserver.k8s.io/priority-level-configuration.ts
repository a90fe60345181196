import { customResource } from '../../core';

/** How many requests an API server handles at a time for those who belong there, and what happens to more. */
export interface PriorityLevelConfigurationSpec {
  readonly type: 'Limited';
  readonly limited: {
    /** Share of the requests in flight, against the shares of all other levels. */
    readonly nominalConcurrencyShares: number;
    /** Percent of them that others may use meanwhile. */
    readonly lendablePercent: number;
    readonly limitResponse: {
      readonly type: 'Queue';
      readonly queuing: { readonly queues: number; readonly handSize: number; readonly queueLengthLimit: number };
    };
  };
}

/** Built in since 1.29, and newer than cdk8s-plus knows it. */
export class PriorityLevelConfiguration extends customResource<PriorityLevelConfigurationSpec>({
  apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
  kind: 'PriorityLevelConfiguration',
  scope: 'Cluster',
}) {}
