import type { Size } from 'cdk8s';
import { type Component, Condition } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import { type CephCapability, CephObjectStoreUser } from '../../../kinds';
import { NAMESPACE } from '../namespace';
import { STORE } from './names';

/** What the administrators' interface is made of (rook pkg/apis/ceph.rook.io/v1/types.go@v1.20.6, ObjectUserCapSpec). */
export const CAPABILITIES = [
  ...(['users', 'buckets', 'metadata', 'usage', 'zone', 'roles', 'info', 'ratelimit', 'user-policy'] as const),
  ...(['oidc-provider', 'amz-cache', 'bilog', 'mdlog', 'datalog'] as const),
] as const;
export type BucketCapability = (typeof CAPABILITIES)[number];

export interface BucketUserProps {
  /** Where the Secret with the keys appears. @default 'rook-ceph' */
  readonly namespace?: string;
  /** Buckets that the user may make. @default - Rook's 1000 */
  readonly maxBuckets?: number;
  /** Size of all objects in the user's buckets, in whole MiB. @default - none: they may fill the cluster */
  readonly maxSize?: Size;
  /** Objects in the user's buckets. @default - none */
  readonly maxObjects?: number;
  /**
   * What the user may do at the administrators' interface. Who may write `users` may give everything to everybody.
   * @default - nothing: its own buckets only
   */
  readonly capabilities?: Readonly<Partial<Record<BucketCapability, CephCapability>>>;
}

/** A user of the object store, as applications take it. */
export interface BucketUserRef {
  readonly name: string;
  readonly namespace: string;
  /** Secret with the keys `AccessKey`, `SecretKey` and `Endpoint`. */
  readonly secretName: string;
  /** Address of the gateways within the cluster. */
  readonly endpoint: string;
}

/** Secret that Rook makes beside a user (rook pkg/operator/ceph/object/user/controller.go@v1.20.6, generateCephUserSecretName). */
export function userSecret(name: string): string {
  return `rook-ceph-object-user-${STORE}-${name}`;
}

/** Makes a user. Its name is its identity in the store, whatever the namespace. */
export function bucketUser(component: Component, name: string, props: BucketUserProps): void {
  const { namespace = NAMESPACE, capabilities } = props;
  const quotas = quotasOf(props);
  const user = new CephObjectStoreUser(component, `bucket-user:${name}`, {
    metadata: { name, namespace },
    spec: {
      store: STORE,
      displayName: name,
      clusterNamespace: NAMESPACE,
      ...(capabilities === undefined ? {} : { capabilities }),
      ...(Object.keys(quotas).length === 0 ? {} : { quotas }),
    },
  });
  component.ready(user, Condition.jsonPath('{.status.phase}', 'Ready'));
}

function quotasOf({ maxBuckets, maxSize, maxObjects }: BucketUserProps) {
  return {
    ...(maxBuckets === undefined ? {} : { maxBuckets }),
    ...(maxSize === undefined ? {} : { maxSize: `${mebibytesOf(maxSize)}Mi` }),
    ...(maxObjects === undefined ? {} : { maxObjects }),
  };
}
