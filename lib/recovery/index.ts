export { type RestoreScriptProps, restoreScript } from './etcd/restore/script';
export { EtcdSnapshots } from './etcd/snapshots/etcd-snapshots';
export type { EtcdSnapshotsProps } from './etcd/snapshots/props';
export type { RunTime } from './etcd/snapshots/run-time';
export { cronOf } from './etcd/snapshots/schedule';
