export * from './operator.tigera.io';
export * from './projectcalico.org';
