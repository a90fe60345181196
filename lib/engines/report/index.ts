export type { Proved } from './differences/aspects';
export { report } from './report';
