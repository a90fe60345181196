import type { Component } from '../../../core';
import type { Claim } from './claims';

/** Claims of a tenant, which Tripod does not make itself. */
export interface ProtectedClaims {
  /** Where they are; it must be made by the environment, with `environment.namespace(…)`. */
  readonly namespace: string;
  /** Names of the claims; of a StatefulSet: template, set and number. @default - those that `selector` finds */
  readonly claims?: readonly string[];
  /** Labels of all claims of one application, which are mirrored as of one moment; needs `consistencyGroups`. @default - `claims` */
  readonly selector?: Readonly<Record<string, string>>;
  /** Pool in which the claims of a `selector` have their volumes. @default - the one that is mirrored; required where several are */
  readonly pool?: string;
  /** Name of the group that `selector` makes. @default - the values of its labels */
  readonly name?: string;
}

export interface ProtectProps {
  /**
   * Whether each volume is consistent by itself, so that several may be taken up again from moments that are minutes apart.
   * Not for a database with its log on another volume. @default false
   */
  readonly independent?: boolean;
}

/** What is mirrored by itself: a claim, or a group of them. */
export interface Protection {
  readonly namespace: string;
  /** Name of the claim, or of the group. */
  readonly name: string;
  /** Names of the claims; unknown where a selector finds them. */
  readonly claims: readonly string[];
  /** Name of the pool of its volumes; undefined where only the cluster knows the claim. */
  readonly pool: string | undefined;
  /** What a group is; undefined for one claim. */
  readonly group: VolumeGroup | undefined;
  readonly component: Component | undefined;
}

/** Volumes that are mirrored as of one moment. */
interface VolumeGroup {
  /** Labels by which its claims are found. */
  readonly selector: Readonly<Record<string, string>>;
  /** Pool of its volumes: a group cannot reach over two. */
  readonly pool: string;
}

/** Whether a claim is mirrored by it. */
export function covers({ namespace, claims, group }: Protection, { namespace: where, name, labels }: Claim): boolean {
  if (namespace !== where) return false;
  if (claims.includes(name)) return true;
  return group !== undefined && Object.entries(group.selector).every(([key, value]) => labels[key] === value);
}
