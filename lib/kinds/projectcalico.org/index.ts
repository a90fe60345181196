export * from './global-network-policy';
export * from './tier';
