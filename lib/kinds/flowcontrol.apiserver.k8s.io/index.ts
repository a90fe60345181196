export * from './flow-schema';
export * from './priority-level-configuration';
