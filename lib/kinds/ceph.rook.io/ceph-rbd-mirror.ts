import { customResource } from '../../core';
import type { CephPlacement, CephResources } from './placement';

/** What the pods of a mirror daemon share. */
export interface CephMirrorDaemonSpec {
  readonly annotations: Readonly<Record<string, string>>;
  readonly placement: CephPlacement;
  readonly priorityClassName: string;
  readonly resources: CephResources;
}

export interface CephRBDMirrorSpec extends CephMirrorDaemonSpec {
  /** Daemons, which share the images among them. */
  readonly count: number;
}

/** Daemons that fetch the images of the peer's pools. */
export class CephRBDMirror extends customResource<CephRBDMirrorSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephRBDMirror',
  scope: 'Namespaced',
}) {}
