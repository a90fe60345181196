import type { Input } from '@pulumi/pulumi';
import type { Values } from './peer/values';

export interface DeployOptions {
  /** Kubeconfig of the environment's cluster, as a text. */
  readonly kubeconfig: Input<string>;
  /** Values of the secrets that the environment names, by these names. @default - none: each that is needed is named */
  readonly secrets?: Readonly<Record<string, Input<string>>>;
  /** Values of other environments by their names, such as `peerValues` reads. @default - none: nothing is joined to another one */
  readonly peer?: Values;
  /** Whether a cluster that was applied from files is taken over. @default false: it is refused */
  readonly adopt?: boolean;
  /** uid of the namespace kube-system, for a cluster that was built anew. @default - as the stack knows it from the runs before */
  readonly cluster?: string;
  /** Name of the environment, to drop the protection of all that it holds before a destroy. @default - it stays protected */
  readonly tearDown?: string;
  /** Names in the stack of what may be deleted with the data that it holds. @default - nothing */
  readonly mayDelete?: readonly string[];
}
