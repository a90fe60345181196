import { type ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { isFields, Problems } from '../../errors';
import { isDnsLabel, isObjectName } from '../check/names';
import { checkSwitch } from '../check/props';
import { findEnvironment } from '../environment/find-environment';
import { customResource } from '../kind/kind';
import { SecretValue } from './value';

const SECRET_OBJECT = Symbol.for('tripod.secret-object');

export interface SecretObjectProps {
  readonly name: string;
  readonly namespace: string;
  /** Keys of the Secret, and the secret that each holds. */
  readonly values: Readonly<Record<string, SecretValue>>;
  /** @default 'Opaque' */
  readonly type?: string;
  /** Whether a step of the plan makes it, once something else runs that gives the values. @default false: it must exist beforehand */
  readonly later?: boolean;
}

/** Written to the shape of external-secrets.io/v1 (external-secrets/external-secrets, apis/externalsecrets/v1). */
class ExternalSecret extends customResource<object>({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  scope: 'Namespaced',
}) {}

/**
 * A Kubernetes Secret made of secrets that Tripod knows by name only. With a `secretStore` the environment asks the
 * External Secrets operator for it; otherwise the plan lists it as something that must exist. The Pulumi door makes it.
 */
export class SecretObject extends Construct {
  static isSecretObject(construct: IConstruct): construct is SecretObject {
    return SECRET_OBJECT in construct;
  }

  readonly name: string;
  readonly namespace: string;
  readonly type: string;
  readonly values: Readonly<Record<string, SecretValue>>;
  /** Whether a step of the plan makes it. */
  readonly later: boolean;
  /** What is rendered in its place, if a secret store is there. */
  readonly external: ApiObject | undefined;

  constructor(scope: Construct, id: string, props: SecretObjectProps) {
    super(scope, id);
    check(this, props);
    this.name = props.name;
    this.namespace = props.namespace;
    this.type = props.type ?? 'Opaque';
    this.values = props.values;
    this.later = props.later ?? false;
    Object.defineProperty(this, SECRET_OBJECT, { value: true });
    const store = findEnvironment(this)?.secretStore;
    this.external = store === undefined ? undefined : this.externalSecret(store);
  }

  private externalSecret(store: string): ApiObject {
    return new ExternalSecret(this, 'external', {
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: store },
        target: { name: this.name, template: { type: this.type } },
        data: Object.entries(this.values).map(([secretKey, value]) => ({ secretKey, remoteRef: { key: value.name } })),
      },
    });
  }
}

/** Keys of Secrets (apimachinery pkg/util/validation, IsConfigMapKey). */
const KEY = /^(?!\.{1,2}$)[-.\w]{1,253}$/;

function check(secret: IConstruct, props: unknown): void {
  const problems = new Problems(secret.node.path);
  const { name, namespace, values, type, later }: Readonly<Record<string, unknown>> = isFields(props) ? props : {};
  const fix = "for example `{ name: 'admin', namespace: 'jenkins', values: { password: SecretValue.from(…) } }`";
  problems.check(isObjectName(name), { at: 'name', got: name, want: 'the name of a Secret, in lower case', fix });
  problems.check(isDnsLabel(namespace), { at: 'namespace', got: namespace, want: 'the name of a namespace', fix });
  problems.check(isFields(values), { at: 'values', got: values, want: 'a SecretValue for each key', fix });
  for (const [key, value] of Object.entries(isFields(values) ? values : {})) {
    problems.check(KEY.test(key), { at: 'values', got: key, want: 'keys of letters, digits, dashes and dots', fix });
    problems.check(value instanceof SecretValue, { at: `values.${key}`, got: value, want: 'a SecretValue', fix });
  }
  problems.check(type === undefined || (typeof type === 'string' && /^[\w./-]{1,253}$/.test(type)), {
    at: 'type',
    got: type,
    want: 'the type of a Secret',
    fix: 'leave it out for Opaque',
  });
  checkSwitch('later', later, 'leave it out for what must exist beforehand', problems);
  problems.throwIfAny();
}
