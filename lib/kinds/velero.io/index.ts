export * from './backup-storage-location';
export * from './schedule';
