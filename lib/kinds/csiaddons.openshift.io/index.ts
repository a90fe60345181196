export * from './network-fence-class';
