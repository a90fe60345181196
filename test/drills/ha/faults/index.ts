import { DAY_TWO_FAULTS } from './day-two';
import { HOST_FAULTS } from './hosts';
import type { Fault } from './fault';
import { PROCESS_FAULTS } from './processes';
import { SITE_FAULTS } from './sites';

/** Every failure of the drill, in order. */
export const FAULTS: readonly Fault[] = [...HOST_FAULTS, ...PROCESS_FAULTS, ...DAY_TWO_FAULTS, ...SITE_FAULTS];

export type { Fault, Injection } from './fault';
