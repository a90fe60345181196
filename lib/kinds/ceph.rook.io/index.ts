export * from './ceph-block-pool';
export * from './ceph-cluster';
export * from './ceph-filesystem';
export * from './ceph-filesystem-sub-volume-group';
export * from './ceph-object-store';
export * from './placement';
