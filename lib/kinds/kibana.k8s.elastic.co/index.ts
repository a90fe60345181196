export * from './kibana';
