/** What etcd stores: the whole state of the cluster. */
export const ETCD_DATA = '/var/lib/etcd';

/** What etcd of events stores: at most an hour of events, which nobody restores. */
export const EVENTS_DATA = '/var/lib/etcd-events';
