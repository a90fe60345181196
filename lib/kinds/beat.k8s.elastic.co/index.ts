export * from './beat';
