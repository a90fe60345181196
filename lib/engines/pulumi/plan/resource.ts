import type { Json } from '../../../core/check/json';
import type { Stage } from '../../../core';

/** Longest times that steps of a resource may take, as Pulumi writes them: `30m`. */
export interface Limits {
  readonly create?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** One object, as it is handed to Pulumi: plain data, decided before anything is registered. */
export interface PlannedResource {
  /** Group, kind, namespace and name: what makes it one for the API server. */
  readonly key: string;
  /** Type token: `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Name in the stack: `Deployment/velero/velero`. */
  readonly name: string;
  readonly stage: Stage;
  /** Component that it is shown below. */
  readonly component: string;
  readonly body: Json;
  /** Keys of the data of a Secret, and the secret that each holds. @default - it is no Secret made of tokens */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Keys of the resources that must be there, or ready, before it is made. They are deleted after it. */
  readonly after: readonly string[];
  /** Keys of further ones that are only made before it. @default - none */
  readonly behind?: readonly string[];
  /** Keys of what its component waits for in others of its stage. @default - nothing */
  readonly needs?: readonly string[];
  /** Type tokens under which the same object stood in the stack before. */
  readonly earlier: readonly string[];
  /** Whether data is lost with it. */
  readonly holdsData: boolean;
  /** Whether it is protected unless the caller gives it up: it holds data, or others that do go with it. */
  readonly guarded: boolean;
  /** Whether Pulumi refuses to delete or replace it. */
  readonly protect: boolean;
  /** Whether it stays in the cluster when the stack is destroyed. */
  readonly retain: boolean;
  /** Whether it joins the environment to another one. @default false */
  readonly joins?: boolean;
  readonly limits: Limits;
}
