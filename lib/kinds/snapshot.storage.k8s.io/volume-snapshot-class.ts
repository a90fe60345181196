import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type KindInfo, markKind, type NamedMetadata } from '../../core';

/** How snapshots of volumes are taken. Its fields stand beside the metadata, not below a spec. */
export interface VolumeSnapshotClassProps {
  readonly metadata: NamedMetadata;
  /** Driver of the volumes. */
  readonly driver: string;
  /** What becomes of a snapshot whose object is deleted. */
  readonly deletionPolicy: 'Delete' | 'Retain';
  readonly parameters: Readonly<Record<string, string>>;
}

const INFO: KindInfo = { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotClass', scope: 'Cluster' };

/** A class of snapshots, as classes of volumes are. */
export class VolumeSnapshotClass extends ApiObject {
  static readonly info: KindInfo = INFO;

  constructor(scope: Construct, id: string, props: VolumeSnapshotClassProps) {
    super(scope, id, { ...props, apiVersion: INFO.apiVersion, kind: INFO.kind });
    markKind(this, INFO);
  }
}
