import { customResource } from '../../core';

export interface CephClientSpec {
  /** What it may do, by kind of daemon. */
  readonly caps: Readonly<Partial<Record<'mon' | 'mgr' | 'mds' | 'osd', string>>>;
}

/** A user of a Ceph cluster, whose key appears in the Secret `rook-ceph-client-…`. */
export class CephClient extends customResource<CephClientSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephClient',
  scope: 'Namespaced',
}) {}
