import { DAY_TWO } from './day-two';
import { HOST_KILLS } from './hosts';
import type { Kill } from './kill';
import { PROCESS_KILLS } from './processes';
import { SITE_KILLS } from './sites';

/** Every failure of the drill, in order. */
export const KILLS: readonly Kill[] = [...HOST_KILLS, ...PROCESS_KILLS, ...DAY_TWO, ...SITE_KILLS];

export type { Kill, Strike } from './kill';
