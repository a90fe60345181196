import { k8s } from 'cdk8s-plus-27';
import { type Component, Condition, type StorageClassRef } from '../../../core';
import { CephObjectStore } from '../../../kinds';
import type { Layout } from '../cluster/layout';
import { NAMESPACE, PRIVILEGE_ANNOTATION } from '../namespace';
import { serverPlacement } from '../cluster/placement';
import { poolSpec } from './pool';
import { daemon, NEEDS } from '../cluster/resources';

const STORE = 'bucket';
export const BUCKET: StorageClassRef = { storageClassName: 'ceph-bucket', shared: true, thing: 'bucket' };
export const GATEWAYS = 2;

/** By these the gateways find each other, to keep apart (rook pkg/operator/ceph/object/spec.go@v1.20.6). */
export function gatewayLabels(): Readonly<Record<string, string>> {
  return { app: 'rook-ceph-rgw', rook_object_store: STORE };
}

/** Buckets: an object store with two gateways, and the class that claims of buckets name. */
export function bucketStorage(component: Component, layout: Layout): void {
  const pool = poolSpec(layout);
  const store = new CephObjectStore(component, 'object-store', {
    metadata: { name: STORE, namespace: NAMESPACE },
    spec: {
      metadataPool: pool,
      // Starts with the placement groups of a full pool, so that filling it moves nothing.
      dataPool: { ...pool, parameters: { ...pool.parameters, bulk: 'true' } },
      preservePoolsOnDelete: true,
      gateway: {
        port: 80,
        instances: GATEWAYS,
        annotations: PRIVILEGE_ANNOTATION,
        placement: serverPlacement(layout, gatewayLabels()),
        priorityClassName: 'system-cluster-critical',
        resources: daemon(NEEDS.rgw),
      },
    },
  });
  component.ready(store, Condition.jsonPath('{.status.phase}', 'Ready'));
  new k8s.KubeStorageClass(component, 'bucket-class', {
    metadata: { name: BUCKET.storageClassName },
    provisioner: `${NAMESPACE}.ceph.rook.io/bucket`,
    reclaimPolicy: 'Retain',
    parameters: { objectStoreName: STORE, objectStoreNamespace: NAMESPACE },
  });
}
