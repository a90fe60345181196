export * from './security-context-constraints';
