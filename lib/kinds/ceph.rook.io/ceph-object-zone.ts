import { customResource } from '../../core';
import type { CephPoolSpec } from './ceph-block-pool';

export interface CephObjectZoneSpec {
  readonly zoneGroup: string;
  readonly metadataPool: CephPoolSpec;
  readonly dataPool: CephPoolSpec;
  /** Addresses under which other zones reach its gateways. */
  readonly customEndpoints: readonly string[];
  readonly preservePoolsOnDelete: boolean;
}

/** What one Ceph cluster keeps of a zone group. */
export class CephObjectZone extends customResource<CephObjectZoneSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephObjectZone',
  scope: 'Namespaced',
  holdsData: true,
}) {}
