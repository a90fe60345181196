import { customResource } from '../../core';
import type { CephMirrorDaemonSpec } from './ceph-rbd-mirror';

/** The daemon that sends snapshots of file systems to the peer. */
export class CephFilesystemMirror extends customResource<CephMirrorDaemonSpec>({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephFilesystemMirror',
  scope: 'Namespaced',
}) {}
