import { Duration, type ApiObject } from 'cdk8s';

/** An object by what the API server knows it by. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** How to see that an object does its work. */
export class Condition {
  /** A status condition that becomes true: `Condition.of('Available')`. */
  static of(type: string): Condition {
    return new Condition('condition', type);
  }

  /** A status field that takes a value: `Condition.jsonPath('{.status.phase}', 'Ready')`. */
  static jsonPath(path: string, value: string): Condition {
    return new Condition('jsonpath', path, value);
  }

  /** All pods of a Deployment, StatefulSet or DaemonSet run the newest template. */
  static rollout(): Condition {
    return new Condition('rollout', '');
  }

  private constructor(
    readonly type: 'condition' | 'jsonpath' | 'rollout',
    readonly subject: string,
    readonly value?: string,
  ) {}
}

/** What a component waits for before what needs it may start. */
export interface Readiness {
  readonly target: ObjectRef;
  readonly condition: Condition;
  /** How long it may take. */
  readonly timeout: Duration;
}

/** Half an hour: the longest first start of the platform is that of a Ceph cluster, about 20 minutes on slow disks. */
export const DEFAULT_TIMEOUT = Duration.minutes(30);

export function refOf(object: ApiObject): ObjectRef {
  const { apiVersion, kind, name, metadata } = object;
  return { apiVersion, kind, name, namespace: metadata.namespace };
}

/** `deployment.apps/jenkins`: the object as kubectl takes it on the command line. */
export function kubectlName({ apiVersion, kind, name }: ObjectRef): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind.toLowerCase()}${group}/${name}`;
}
