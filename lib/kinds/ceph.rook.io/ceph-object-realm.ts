import { customResource } from '../../core';

export interface CephObjectRealmSpec {
  readonly defaultRealm: boolean;
  /** Gateways of the master zone, from which the realm is fetched. @default - the realm begins here */
  readonly pull?: { readonly endpoint: string };
}

/** Buckets and users that several Ceph clusters share. */
export class CephObjectRealm extends customResource<CephObjectRealmSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephObjectRealm',
  scope: 'Namespaced',
  holdsData: true,
}) {}
