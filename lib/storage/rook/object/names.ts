import type { StorageClassRef } from '../../../core';
import { NAMESPACE } from '../namespace';

/** The object store that clients talk to. */
export const STORE = 'bucket';
/** The one that fetches what other zones of a realm have written; it has no clients. */
export const SYNC_STORE = 'bucket-sync';

/** The class that claims of buckets name. */
export const BUCKET: StorageClassRef = { storageClassName: 'ceph-bucket', shared: true, thing: 'bucket' };

/** By these the gateways of a store find each other, to keep apart (rook pkg/operator/ceph/object/spec.go@v1.20.6). */
export function gatewayLabels(store: string = STORE): Readonly<Record<string, string>> {
  return { app: 'rook-ceph-rgw', rook_object_store: store };
}

/** The Service of a store's gateways, by the name that certificates carry (rook pkg/apis/ceph.rook.io/v1/object.go@v1.20.6). */
export function serviceName(store: string = STORE): string {
  return `rook-ceph-rgw-${store}.${NAMESPACE}.svc`;
}

/** Secret with the keys of the zones of a realm (rook pkg/operator/ceph/object/objectstore.go@v1.20.6, GetRealmKeySecret). */
export function realmKeys(realm: string): string {
  return `${realm}-keys`;
}
