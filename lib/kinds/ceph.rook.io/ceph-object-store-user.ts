import { customResource } from '../../core';

/** What a user of the administrators' interface may do (rook pkg/apis/ceph.rook.io/v1/types.go@v1.20.6, ObjectUserCapSpec). */
export type CephCapability = '*' | 'read' | 'write' | 'read, write';

export interface CephObjectStoreUserSpec {
  readonly store: string;
  readonly displayName: string;
  /** Where the store is. */
  readonly clusterNamespace: string;
  readonly capabilities?: Readonly<Record<string, CephCapability>>;
  readonly quotas?: {
    readonly maxBuckets?: number;
    readonly maxSize?: string;
    readonly maxObjects?: number;
  };
}

/** A user of an object store. Rook puts the keys into a Secret beside it. */
export class CephObjectStoreUser extends customResource<CephObjectStoreUserSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephObjectStoreUser',
  scope: 'Namespaced',
}) {}
