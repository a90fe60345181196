export { RookOperator } from './rook/operator/operator';
export { RookCeph } from './rook/rook-ceph';
export type { RookCephProps } from './rook/props';
export { SnapshotController } from './snapshots/controller';
