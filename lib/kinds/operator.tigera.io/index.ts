export * from './api-server';
export * from './installation';
