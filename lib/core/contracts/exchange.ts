import { isFields } from '../../errors';
import type { Json } from '../check/json';
import type { ObjectRef } from '../component/readiness';
import type { SecretObject } from '../secret/object';

/** A value that an environment has once it runs, and that another environment needs. */
export interface OfferedValue {
  /** What it is called in both environments, such as `production/ceph-mirror/cephblockpool/block`. */
  readonly name: string;
  /** The object that tells it: of the component, or of one that it needs. */
  readonly source: ObjectRef;
  /** Where it stands in the object, such as `{.status.poolID}`; with a `key`, where the name of a Secret stands. */
  readonly path: string;
  /**
   * Key of the Secret that is named at `path`, in the namespace of the object: its value is offered, as a secret.
   * @default - what stands at `path` is the value, and no secret
   */
  readonly key?: string;
}

/** The place of a value in an object that is made once the value is known. For what is no secret: those go into a SecretObject. */
export class TakenValue {
  static of(name: string): TakenValue {
    return new TakenValue(name);
  }

  private constructor(readonly name: string) {}
}

/** An object that joins two environments, or some fields of one that is there. */
export interface JoiningObject {
  /** With a `TakenValue` wherever a value belongs that the environment or the other one offers. */
  readonly body: Json;
  /** Field manager by which fields of an object that is there are set, where it can be chosen. @default - it is an object of its own */
  readonly manager?: string;
  /** Secrets that must be there before it. @default - none */
  readonly secrets?: readonly SecretObject[];
}

/** How an environment is joined to another one, once values of it are there. */
export interface Join {
  /** What is done, as a sentence without its end: as the plan's step has it. */
  readonly title: string;
  /** Name of the other environment. */
  readonly other: string;
  readonly objects: readonly JoiningObject[];
}

/** What a component gives to other environments, and takes from them: what its later step does, for a door that does it by itself. */
export interface Exchange {
  readonly offers: readonly OfferedValue[];
  readonly join: Join;
}

/** Names of all values that stand in a body, each once. */
export function takenNames(body: unknown): readonly string[] {
  if (body instanceof TakenValue) return [body.name];
  const parts = Array.isArray(body) ? (body as readonly unknown[]) : isFields(body) ? Object.values(body) : [];
  return [...new Set(parts.flatMap(takenNames))];
}

/** The body with each value in its place. */
export function filled(body: unknown, value: (name: string) => unknown): unknown {
  if (body instanceof TakenValue) return value(body.name);
  if (Array.isArray(body)) return body.map((part) => filled(part, value));
  if (!isFields(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([key, part]) => [key, filled(part, value)]));
}
