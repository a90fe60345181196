export * from './facts';
export * from './network';
export * from './storage';
export * from './nodes';
export * from './systems';
export * from './scheduling';
export * from './starting';
export * from './timers';
