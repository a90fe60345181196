import type { Component } from '../../../core';

/** Claims of a tenant, which Tripod does not make itself. */
export interface ProtectedClaims {
  /** Where they are; it must be made by the environment, with `environment.namespace(…)`. */
  readonly namespace: string;
  /** Names of the claims; of a StatefulSet: template, set and number. @default - those that `selector` finds */
  readonly claims?: readonly string[];
  /** Labels of all claims of one application, which are mirrored as of one moment; needs `consistencyGroups`. @default - `claims` */
  readonly selector?: Readonly<Record<string, string>>;
}

export interface ProtectProps {
  /**
   * Whether each volume is consistent by itself, so that several may be taken up again from moments that are minutes apart.
   * Not for a database with its log on another volume. @default false
   */
  readonly apart?: boolean;
}

/** What is mirrored by itself: a claim, or a group of them. */
export interface Protection {
  readonly namespace: string;
  /** Name of the claim, or of the group. */
  readonly name: string;
  /** Names of the claims; unknown where a selector finds them. */
  readonly claims: readonly string[];
  /** Labels by which a group is found; undefined for one claim. */
  readonly selector: Readonly<Record<string, string>> | undefined;
  /** Pool of a group; undefined where nobody knows it here. */
  readonly pool: string | undefined;
  readonly component: Component | undefined;
}
