import { ApiObject, Duration } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { satisfies } from 'semver';
import { isFields, TripodError } from '../../errors';
import type { Release } from '../catalogue/releases';
import { Component } from './component';
import type { Environment } from '../environment/environment';
import { findEnvironment } from '../environment/find-environment';
import { markKind } from '../kind/kind';
import { builtInScope } from '../kind/scope';
import type { PodSecurity } from '../environment/namespace';
import { Condition } from './readiness';
import type { Stage } from './stage';
import type { VendoredObject, VendoredRelease } from './vendored';

/** An operator starts within seconds; what takes time is pulling its image. */
const TIMEOUT = Duration.minutes(5);

const OPERATOR = Symbol.for('tripod.operator');

export interface OperatorOptions {
  readonly stage: Stage.NETWORK | Stage.OPERATORS | Stage.STORAGE;
  /** Key of the release in the catalogue, and of its vendored files. */
  readonly key: string;
  readonly release: Release;
  /** Pod security level of the operator's namespace. */
  readonly podSecurity: PodSecurity;
  /** Why the operator needs that level. @default - none; required for anything but `restricted` */
  readonly reason?: string;
  /** Keys of upstream ConfigMaps that get another value, by the name of the ConfigMap. @default - as upstream */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fields of upstream custom resources that get another value. @default - as upstream */
  readonly overrides?: readonly ObjectOverride[];
  /** @default - none */
  readonly needs?: readonly (Component | undefined)[];
}

/** Fields of an upstream custom resource in the release's namespace, merged into it; lists are replaced as a whole. */
export interface ObjectOverride {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly fields: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** An upstream operator at a pinned release: vendored objects, or the addresses from which the plan fetches them. */
export class Operator extends Component {
  static isOperator(construct: IConstruct): construct is Operator {
    return OPERATOR in construct;
  }

  /** The operator of this id in the environment, made at the first call; undefined in a plain App, where the caller installs it. */
  static shared<T extends Operator>(
    scope: Construct,
    id: string,
    make: (environment: Environment) => T,
  ): T | undefined {
    const environment = findEnvironment(scope);
    if (environment === undefined) return undefined;
    return (environment.node.tryFindChild(id) as T | undefined) ?? make(environment);
  }

  readonly key: string;
  readonly release: Release;
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly overrides: readonly ObjectOverride[];
  /** Definitions of a vendored release, as bytes; empty where the plan fetches them. */
  readonly definitions: readonly string[];
  readonly vendored: boolean;

  constructor(scope: Environment, id: string, options: OperatorOptions) {
    super(scope, id, options);
    Object.defineProperty(this, OPERATOR, { value: true });
    this.key = options.key;
    this.release = options.release;
    this.settings = options.settings ?? {};
    this.overrides = options.overrides ?? [];
    const vendored = scope.vendored.get(options.key);
    this.vendored = vendored !== undefined;
    this.definitions = vendored?.definitions ?? [];
    this.check(scope, vendored);
    // kube-system is there before anything else, with a level of its own.
    if (this.release.namespace !== 'kube-system') {
      scope.namespace(this.release.namespace, { podSecurity: options.podSecurity, reason: options.reason });
    }
    vendored?.objects.filter(({ kind }) => kind !== 'Namespace').forEach((object) => this.adopt(object));
    this.wait('Deployment', this.release.deployments, Condition.of('Available'));
    this.wait('StatefulSet', this.release.statefulSets ?? [], Condition.rollout());
    this.wait('DaemonSet', this.release.daemonSets ?? [], Condition.rollout());
    this.uses(...this.release.images);
  }

  private check(environment: Environment, vendored: VendoredRelease | undefined): void {
    const { name, version, kubernetes } = this.release;
    const problems = this.problems();
    problems.check(satisfies(environment.distribution.kubernetes, kubernetes), {
      at: 'release',
      got: `${name} ${version} on Kubernetes ${environment.distribution.kubernetes}`,
      want: `Kubernetes ${kubernetes}`,
      fix: `choose a component that supports ${environment.distribution.toString()}, or another distribution`,
    });
    problems.check(vendored === undefined || vendored.version === version, {
      at: 'vendored',
      got: `${name} ${vendored?.version}`,
      want: version,
      fix: '`tripod vendor` fetches the release of the catalogue',
    });
    problems.check(!environment.airGapped || vendored !== undefined, {
      at: 'vendored',
      got: `${name} ${version}, which the plan would fetch from the internet`,
      want: 'a vendored release, since the environment is air-gapped',
      fix: 'run `tripod vendor` where the internet is, and pass what it wrote as `vendored`',
    });
    for (const override of this.overrides) {
      problems.check(vendored === undefined || vendored.objects.some((object) => overrides(override, object)), {
        at: 'vendored',
        got: `no ${override.kind} ${override.name} of ${override.apiVersion}`,
        want: 'the object whose fields are overridden',
        fix: '`tripod vendor` fetches the release of the catalogue',
      });
    }
    problems.throwIfAny();
  }

  private adopt(object: VendoredObject): void {
    const { apiVersion, kind, metadata } = object;
    const id = [kind, metadata.namespace, metadata.name].filter(Boolean).join(':');
    if (this.node.tryFindChild(id) !== undefined) {
      throw new TripodError([
        {
          path: this.node.path,
          got: `two ${id} in the release`,
          want: 'every object once',
          fix: 'vendor the release again',
        },
      ]);
    }
    const settings = kind === 'ConfigMap' ? this.settings[metadata.name] : undefined;
    const data = settings === undefined ? {} : { data: { ...(object['data'] as object | undefined), ...settings } };
    const override = this.overrides.find((each) => overrides(each, object));
    const adopted = new ApiObject(this, id, merged({ ...object, ...data }, override?.fields ?? {}) as VendoredObject);
    if (builtInScope(apiVersion, kind) === undefined) {
      markKind(adopted, { apiVersion, kind, scope: metadata.namespace === undefined ? 'Cluster' : 'Namespaced' });
    }
  }

  private wait(kind: string, names: readonly string[], condition: Condition): void {
    for (const name of names) {
      const target = { apiVersion: 'apps/v1', kind, name, namespace: this.release.namespace };
      this.readyRef(target, condition, TIMEOUT);
    }
  }
}

function overrides({ apiVersion, kind, name }: ObjectOverride, object: VendoredObject): boolean {
  return object.apiVersion === apiVersion && object.kind === kind && object.metadata.name === name;
}

/** A JSON merge: what kustomize does with the same fields where the release is fetched. */
function merged(into: Fields, fields: Fields): Fields {
  const changed = Object.entries(fields).map(([key, value]) => {
    const old = into[key];
    return [key, isFields(old) && isFields(value) ? merged(old, value) : value] as const;
  });
  return { ...into, ...Object.fromEntries(changed) };
}
