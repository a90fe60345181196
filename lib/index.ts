export * from './core';
export * from './delivery';
export * from './hosts';
export * from './landscape';
export * from './network';
export * from './storage';
export * from './recovery';
export * from './observability';
