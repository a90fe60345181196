import type { Environment } from '../../../core';
import { ColdControlPlane } from './cold-control-plane';

/** The masters of an environment that wait for another one's cluster; undefined where none do. */
export function waitingOf(environment: Environment): ColdControlPlane | undefined {
  return environment.node.children.find((child): child is ColdControlPlane => child instanceof ColdControlPlane);
}
