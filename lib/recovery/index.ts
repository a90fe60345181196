export { type RestoreScriptProps, restoreScript } from './etcd/restore/script';
export { EtcdSnapshots, type EtcdSnapshotsProps } from './etcd/snapshots/etcd-snapshots';
export type { RunTime } from './etcd/snapshots/run-time';
export { cronOf } from './etcd/snapshots/schedule';
