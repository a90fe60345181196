import type { Objectives } from '../../core';

/** Classes of failures for which an environment can promise something. */
export const OBJECTIVE_CLASSES = ['host', 'rack', 'site', 'city'] as const satisfies readonly (keyof Objectives)[];
