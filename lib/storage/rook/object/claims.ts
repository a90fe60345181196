import type { Size } from 'cdk8s';
import { type Component, Condition } from '../../../core';
import { mebibytesOf } from '../../../core/check/props';
import { ObjectBucketClaim } from '../../../kinds';
import { BUCKET } from './names';

export interface BucketProps {
  /** Namespace of the application: the ConfigMap and the Secret of the bucket appear there. */
  readonly namespace: string;
  /** Name of the bucket in the whole store. @default - the name of the claim */
  readonly bucketName?: string;
  /** Size of all objects, in whole MiB. @default - none: they may fill the cluster */
  readonly maxSize?: Size;
  /** Number of objects. @default - none */
  readonly maxObjects?: number;
}

/** A bucket, as applications take it: `envFrom` its ConfigMap and its Secret. */
export interface BucketRef {
  /** Name of the bucket in the store. */
  readonly bucketName: string;
  readonly namespace: string;
  /** ConfigMap with `BUCKET_HOST`, `BUCKET_PORT` and `BUCKET_NAME`. */
  readonly configMapName: string;
  /** Secret with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. */
  readonly secretName: string;
  /** Address of the gateways within the cluster. */
  readonly endpoint: string;
}

/**
 * Claims a bucket of a name that is given: what is generated would be another one at every new cluster. Quotas only: Rook
 * takes no policy, life cycle and owner from a claim unless it is told to, since whoever may claim could break the whole
 * store with them (rook Documentation/Storage-Configuration/Object-Storage-RGW/ceph-object-bucket-claim.md@v1.20.6).
 */
export function bucketClaim(component: Component, name: string, props: BucketProps): void {
  const { namespace, bucketName = name, maxSize, maxObjects } = props;
  const additionalConfig = {
    ...(maxSize === undefined ? {} : { maxSize: `${mebibytesOf(maxSize)}Mi` }),
    ...(maxObjects === undefined ? {} : { maxObjects: String(maxObjects) }),
  };
  const claim = new ObjectBucketClaim(component, `bucket:${namespace}:${name}`, {
    metadata: { name, namespace },
    spec: {
      bucketName,
      storageClassName: BUCKET.storageClassName,
      ...(Object.keys(additionalConfig).length === 0 ? {} : { additionalConfig }),
    },
  });
  component.ready(claim, Condition.jsonPath('{.status.phase}', 'Bound'));
}
