export { RookOperator } from './rook/operator/operator';
export { RookCeph, type RookCephProps } from './rook/rook-ceph';
export { SnapshotController } from './snapshots/controller';
