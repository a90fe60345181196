import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type KindInfo, markKind, type NamedMetadata } from '../../core';

interface Strategy<T extends string> {
  readonly type: T;
}

/** What pods of some users may ask for. Its fields stand beside the metadata, not below a spec. */
export interface SecurityContextConstraintsProps {
  readonly metadata: NamedMetadata;
  /** Of constraints that fit a pod, the one with the highest is tried first. */
  readonly priority: number;
  readonly allowPrivilegedContainer: boolean;
  readonly allowHostDirVolumePlugin: boolean;
  readonly allowHostPID: boolean;
  readonly allowHostNetwork: boolean;
  readonly allowHostPorts: boolean;
  readonly allowHostIPC: boolean;
  readonly allowedCapabilities: readonly string[];
  readonly requiredDropCapabilities: readonly string[];
  readonly defaultAddCapabilities: readonly string[];
  readonly readOnlyRootFilesystem: boolean;
  readonly runAsUser: Strategy<'RunAsAny'>;
  readonly seLinuxContext: Strategy<'RunAsAny' | 'MustRunAs'>;
  readonly fsGroup: Strategy<'RunAsAny' | 'MustRunAs'>;
  readonly supplementalGroups: Strategy<'RunAsAny'>;
  readonly volumes: readonly string[];
  readonly users: readonly string[];
}

const INFO: KindInfo = {
  apiVersion: 'security.openshift.io/v1',
  kind: 'SecurityContextConstraints',
  scope: 'Cluster',
};

/** Privileges on OpenShift, given to service accounts by name. */
export class SecurityContextConstraints extends ApiObject {
  static readonly info: KindInfo = INFO;

  constructor(scope: Construct, id: string, props: SecurityContextConstraintsProps) {
    super(scope, id, { ...props, apiVersion: INFO.apiVersion, kind: INFO.kind });
    markKind(this, INFO);
  }
}
