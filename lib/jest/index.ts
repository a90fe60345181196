import { expect } from '@jest/globals';
import { toSurvive } from './to-survive';

export type { TripodMatchers } from './matchers';
export type { SurviveOptions } from './options';
export { toSurvive };

expect.extend({ toSurvive });
