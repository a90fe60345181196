import { customResource } from '../../core';

export interface TierSpec {
  /** Lower comes first; the tier of Kubernetes' own policies has 1,000,000. */
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
}

/** A rank of Calico policies. */
export class Tier extends customResource<TierSpec>({
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  scope: 'Cluster',
}) {}
