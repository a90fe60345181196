export * from './object-bucket-claim';
