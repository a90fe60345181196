import { CephMirror } from '../../../storage';
import type { Failover } from '../props';

/** The mirror that leads to the environment that takes over; undefined where there is none. */
export function mirrorOf({ from, to }: Pick<Failover, 'from' | 'to'>): CephMirror | undefined {
  const mirrors = from.node.children.filter((child): child is CephMirror => child instanceof CephMirror);
  return mirrors.find(({ side }) => side.other === to);
}
