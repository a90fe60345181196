export { deploy, type Deployment } from './deploy';
export type { DeployOptions } from './options';
export { OFFERED, peerValues, type Values } from './peer/values';
export { program, type Outputs } from './program/program';
