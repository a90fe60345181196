import { customResource } from '../../core';

export interface CephObjectZoneGroupSpec {
  readonly realm: string;
}

/** Zones of a realm that keep the same objects. */
export class CephObjectZoneGroup extends customResource<CephObjectZoneGroupSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephObjectZoneGroup',
  scope: 'Namespaced',
  holdsData: true,
}) {}
