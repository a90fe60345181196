import type { Size } from 'cdk8s';
import type { ComponentProps, StorageClassRef } from '../../core';

export interface JenkinsProps extends ComponentProps {
  /** Address at which people open Jenkins, with https; what serves it forwards to Service `jenkins`, port 8080. A path is kept. */
  readonly url: string;
  /** Class of the volume that holds the home of the controller: jobs, history, plugins. */
  readonly volumes: StorageClassRef;
  /** Size of that volume, 1 GiB or more. @default Size.gibibytes(50) */
  readonly size?: Size;
  /** Agents that may run at a time, each with 2 GiB and half a CPU, up to 2 CPUs. @default 10 */
  readonly agents?: number;
  /**
   * Who may open the pages beside the agents, which always may: namespaces by name, and IPv4 blocks. An ingress
   * controller on the host network comes from an address of its node (wrapped in VXLAN, that of the tunnel): name a
   * block for it.
   * @default ['ingress-nginx'], where upstream's manifests put that ingress controller
   */
  readonly admit?: readonly string[];
  /**
   * Base address of a copy of https://updates.jenkins.io, from which the pinned plugins and their dependencies are
   * downloaded at the first start and when the list changes: `update-center.json`, `plugin-versions.json` and
   * `download/plugins/` below it.
   * @default - upstream's; required where the environment is air-gapped
   */
  readonly updateCenter?: string;
}
