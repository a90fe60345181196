import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** Levels of the pod security standards. */
export const POD_SECURITY = ['privileged', 'baseline', 'restricted'] as const;
export type PodSecurity = (typeof POD_SECURITY)[number];

export interface NamespaceProps {
  /** Pod security level that the API server enforces. @default 'restricted' */
  readonly podSecurity?: PodSecurity;
  /** Why the namespace needs more than `restricted`. @default - none; required for anything but `restricted` */
  readonly reason?: string;
}

/** A namespace with its pod security labels. */
export class NamespaceObject extends ApiObject {
  readonly podSecurity: PodSecurity;

  constructor(scope: Construct, id: string, name: string, props: NamespaceProps = {}) {
    const level = props.podSecurity ?? 'restricted';
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/audit': level,
          'pod-security.kubernetes.io/warn': level,
        },
        annotations: props.reason === undefined ? undefined : { 'tripod/privilege-reason': props.reason },
      },
    });
    this.podSecurity = level;
  }
}
