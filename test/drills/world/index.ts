/** The hosts of an environment as processes of this machine: what drills cut off, kill and measure. */
export { allAtOnce } from './all-at-once';
export { type Machine, type ProcessName } from './machine';
export { missing } from './missing';
export { join, oneByOne } from './one-by-one';
export { type Outcome, type RunOptions } from './run';
export { World, type WorldOptions } from './world';
