import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { NAMESPACE } from '../namespace';
import { BUCKET, STORE } from './names';

/** The class that claims of buckets name. A bucket outlives its claim. */
export function bucketClass(scope: Construct): void {
  new k8s.KubeStorageClass(scope, 'bucket-class', {
    metadata: { name: BUCKET.storageClassName },
    provisioner: `${NAMESPACE}.ceph.rook.io/bucket`,
    reclaimPolicy: 'Retain',
    parameters: { objectStoreName: STORE, objectStoreNamespace: NAMESPACE },
  });
}
