export * from './cluster-network-policy';
