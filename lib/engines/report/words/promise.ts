import type { Objective } from '../../../core';
import { time } from './time';

/** `no data lost, back within 6 min`. */
export function promise({ rpo, rto }: Objective): string {
  const lost = rpo.toMilliseconds();
  return `${lost === 0 ? 'no data lost' : `at most ${time(lost)} of data lost`}, back within ${time(rto.toMilliseconds())}`;
}
