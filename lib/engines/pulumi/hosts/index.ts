export { bootstrapHosts } from './bootstrap';
export type { BootstrapOptions } from './options';
export { reach } from './reach';
