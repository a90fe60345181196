export * from './facts';
export * from './network';
export * from './storage';
export * from './nodes';
