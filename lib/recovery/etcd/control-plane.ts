import type { Environment } from '../../core';
import { ControlPlane } from '../../hosts';

/** The control plane of an environment; undefined where none was made yet, or where somebody else makes it. */
export function controlPlaneOf(environment: Environment): ControlPlane | undefined {
  return environment.node.children.find((child): child is ControlPlane => child instanceof ControlPlane);
}
