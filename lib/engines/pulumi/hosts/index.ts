export { bootstrapHosts, type BootstrappedHosts } from './bootstrap';
export type { BootstrapOptions } from './options';
