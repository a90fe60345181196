export { type RestoreScriptProps, restoreScript } from './etcd/restore/script';
export { EtcdSnapshots } from './etcd/snapshots/etcd-snapshots';
export type { EtcdSnapshotsProps } from './etcd/snapshots/props';
export type { RunTime } from './etcd/snapshots/run-time';
export { CityFailover } from './failover/city-failover';
export { type CityFailoverProps, type FailoverStep, STEP_TIMES } from './failover/props';
