export * from './volume-group-replication';
export * from './volume-group-replication-class';
export * from './volume-replication';
export * from './volume-replication-class';
