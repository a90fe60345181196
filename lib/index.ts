export * from './core';
export * from './landscape';
export * from './network';
