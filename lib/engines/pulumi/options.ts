import type { Input } from '@pulumi/pulumi';
import type { BootstrapOptions } from './hosts';
import type { Values } from './peer/values';

/** How hosts are reached. */
export type HostAccess = Pick<BootstrapOptions, 'knownHosts' | 'privateKey' | 'kubeconfigTaken'>;

export interface DeployOptions {
  /** Kubeconfig of the environment's cluster, as a text. @default - that of the cluster that is made from its hosts */
  readonly kubeconfig?: Input<string>;
  /** How the hosts are reached, to make a cluster of them first. @default - the cluster is there: `kubeconfig` leads to it */
  readonly hosts?: HostAccess;
  /** Values of the secrets that the environment names, by these names. @default - none: each that is needed is named */
  readonly secrets?: Readonly<Record<string, Input<string>>>;
  /** Values of other environments by their names, such as `peerValues` reads. @default - none: nothing is joined to another one */
  readonly peer?: Values;
  /** Whether a cluster that was applied from files is taken over. @default false: it is refused */
  readonly adopt?: boolean;
  /** Name of the environment, to drop the protection of all that it holds before a destroy. @default - it stays protected */
  readonly tearDown?: string;
  /** Names in the stack of what may be deleted with the data that it holds. @default - nothing */
  readonly mayDelete?: readonly string[];
}

/** How the hosts are reached, with the secrets that they get; undefined where the cluster is there. */
export function hostOptions({ hosts, secrets }: DeployOptions): BootstrapOptions | undefined {
  return hosts === undefined ? undefined : { ...hosts, ...(secrets === undefined ? {} : { secrets }) };
}
