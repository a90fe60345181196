/** The hosts of an environment as processes of this machine: what drills cut off, kill and measure. */
export { allAtOnce } from './cluster/all-at-once';
export { Machine, type ProcessName } from './host/machine';
export { type Unit } from './host/units';
export { hostFiles } from './layout';
export { Fabric, type Ground } from './network/fabric';
export { missing } from './missing';
export { ADMIN_CONF, KUBECTL } from './cluster/kubectl';
export { join, oneByOne } from './cluster/one-by-one';
export { kibibytes } from './process/memory';
export { type Outcome, run, type RunOptions } from './process/run';
export { World, type WorldOptions } from './world';
