export * from './volume-snapshot-class';
