import type { ApiObject } from 'cdk8s';
import type { ImageEntry } from '../catalogue/images';
import type { Json } from '../check/json';
import type { Component } from '../component/component';
import { Operator } from '../component/operator';
import type { Environment } from '../environment/environment';
import type { HostFile } from '../component/host-file';
import type { SecretObject } from '../secret/object';

/** One object, ready to be applied: checked, and with its images on the mirror. */
export interface RenderedObject {
  readonly object: ApiObject;
  readonly json: Json;
}

export interface RenderedComponent {
  readonly component: Component;
  /** What is merged into a release that the plan fetches, with its images on the mirror. @default - nothing is fetched */
  readonly changes?: Pick<Operator, 'settings' | 'overrides'>;
  /** Objects in groups, each applied after those before it. */
  readonly waves: readonly (readonly RenderedObject[])[];
}

/** A file for a host, as it is installed there. */
export interface RenderedHostFile {
  readonly file: HostFile;
  readonly content: string;
}

/** An environment as both doors take it. */
export interface Rendering {
  readonly environment: Environment;
  /** In the order of installation. */
  readonly components: readonly RenderedComponent[];
  readonly hostFiles: readonly RenderedHostFile[];
  readonly secrets: readonly SecretObject[];
  /** Every image that the environment starts, by reference. */
  readonly images: readonly ImageEntry[];
}

/** A file below the folder of an environment. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
}

/** Every object of an environment, in the order in which it is applied. */
export function renderedObjects({ components }: Rendering): readonly RenderedObject[] {
  return components.flatMap(({ waves }) => waves.flat());
}

/** Operators whose releases the plan fetches, since they were not vendored. */
export function fetchedOperators({ components }: Rendering): readonly Operator[] {
  const operators = components.map(({ component }) => component).filter((component) => Operator.isOperator(component));
  return operators.filter(({ vendored }) => !vendored);
}
