export { deploy, type Deployment } from './deploy';
export type { DeployOptions } from './options';
