import { customResource } from '../../core';

export interface ObjectBucketClaimSpec {
  readonly bucketName: string;
  readonly storageClassName: string;
  /** Read by the provisioner of the class: quotas, as texts. */
  readonly additionalConfig?: Readonly<Record<string, string>>;
}

/** Asks for a bucket. Its Secret and its ConfigMap carry the name of the claim. */
export class ObjectBucketClaim extends customResource<ObjectBucketClaimSpec>({
  apiVersion: 'objectbucket.io/v1alpha1',
  kind: 'ObjectBucketClaim',
  scope: 'Namespaced',
  holdsData: true,
}) {}
