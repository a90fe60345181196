import { CephMirror } from '../../storage';
import type { Sides } from './step';

/** The mirror that leads to the environment that takes over; undefined where there is none. */
export function mirrorOf({ from, to }: Sides): CephMirror | undefined {
  const mirrors = from.node.children.filter((child): child is CephMirror => child instanceof CephMirror);
  return mirrors.find(({ side }) => side.other === to);
}
