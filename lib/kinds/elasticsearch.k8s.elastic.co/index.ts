export * from './elasticsearch';
