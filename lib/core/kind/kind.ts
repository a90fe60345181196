import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Scope } from './scope';

const KIND = Symbol.for('tripod.kind');

/** What Tripod knows of a custom resource beyond its fields. */
export interface KindInfo {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  /** Versions under which the same objects were written before; an engine that keeps state follows them. @default - none */
  readonly earlier?: readonly string[];
  /** Whether data is lost with an object of the kind. @default false */
  readonly holdsData?: boolean;
}

/** Metadata with a name: nothing in Tripod is named after its place in the construct tree. */
export interface NamedMetadata extends ApiObjectMetadata {
  readonly name: string;
}

export interface CustomResourceProps<Spec> {
  readonly metadata: NamedMetadata;
  readonly spec: Spec;
}

/** A class of custom resources of one kind. */
export interface CustomResourceClass<Spec> {
  new (scope: Construct, id: string, props: CustomResourceProps<Spec>): ApiObject;
  readonly info: KindInfo;
}

/**
 * Base class of a typed custom resource:
 * `class Installation extends customResource<InstallationSpec>({ apiVersion, kind, scope }) {}`.
 */
export function customResource<Spec>(info: KindInfo): CustomResourceClass<Spec> {
  return class extends ApiObject {
    static readonly info: KindInfo = info;

    constructor(scope: Construct, id: string, props: CustomResourceProps<Spec>) {
      super(scope, id, { ...props, apiVersion: info.apiVersion, kind: info.kind });
      markKind(this, info);
    }
  };
}

/** Says what kind an object is, where no class does. */
export function markKind(object: ApiObject, info: KindInfo): void {
  Object.defineProperty(object, KIND, { value: info });
}

/** The typed kind of an object; undefined for built-in kinds and for plain `ApiObject`s. */
export function kindOf(object: IConstruct): KindInfo | undefined {
  return (object as { [KIND]?: KindInfo })[KIND];
}
