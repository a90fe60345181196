import type { Loose } from '../../../support/objects';
import { LEVELS } from '../../../cluster/crush/disks';
import { type Faults, number, text } from './faults';

/** Pools that Ceph itself makes (rook pkg/apis/ceph.rook.io/v1/pool.go@v1.20.6, ValidateCephBlockPool). */
const BUILT_IN = ['.rgw.root', '.mgr', '.nfs'];

/** A CephBlockPool: rook pkg/operator/ceph/pool/validate.go@v1.20.6, validatePool. */
export function blockPoolFaults({ metadata, spec }: Loose, cluster: Loose, faults: Faults): void {
  faults.when(text(metadata.name) === '', 'missing name');
  faults.when(text(metadata.namespace) === '', 'missing namespace');
  const builtIn = BUILT_IN.includes(text(spec.name)) && isErasureCoded(spec);
  faults.when(builtIn, `ceph built-in pool "${spec.name}" cannot be erasure coded`);
  namedPoolFaults(spec, faults);
  poolFaults(spec, cluster, faults);
}

/** rook pkg/apis/ceph.rook.io/v1/pool.go@v1.20.6, validatePoolSpec. */
function namedPoolFaults({ replicated, erasureCoded }: Loose, faults: Faults): void {
  const { dataChunks = 0, codingChunks = 0, algorithm = '' } = erasureCoded ?? {};
  const { size = 0, targetSizeRatio = 0 } = replicated ?? {};
  const [coded, copied] = [codingChunks > 0 || dataChunks > 0, size > 0 || targetSizeRatio > 0];
  faults.when(!coded && !copied, 'either of erasurecoded or replicated fields should be set');
  faults.when((coded || algorithm !== '') && copied, 'both erasurecoded and replicated fields cannot be set');
  faults.when(!copied && dataChunks !== 0 && dataChunks < 2, 'erasurecoded.datachunks needs minimum value of 2');
  faults.when(!copied && codingChunks !== 0 && codingChunks < 1, 'erasurecoded.codingchunks needs minimum value of 1');
}

/** Any pool: rook pkg/operator/ceph/pool/validate.go@v1.20.6, ValidatePoolSpec. */
export function poolFaults(spec: Loose, cluster: Loose, faults: Faults): void {
  const { replicated = {}, mirroring = {}, parameters = {} } = spec;
  const size = number(replicated.size);
  const each = number(replicated.replicasPerFailureDomain);
  const [level, below] = [text(spec.failureDomain), text(replicated.subFailureDomain)];

  faults.when(size > 0 && isErasureCoded(spec), 'both replication and erasure code settings cannot be specified');
  faults.when(level !== '' && level === below, 'failure and subfailure domain cannot be identical');
  if (isStretch(cluster)) {
    faults.when(size > 0 && size !== 4, 'pools in a stretch cluster must have replication size 4');
    faults.when(isErasureCoded(spec), 'erasure coded pools are not supported in stretch clusters');
  }
  faults.when(level !== '' && !isLevel(level), `unrecognized failure domain ${level}`);
  faults.when(below !== '' && !isLevel(below), `unrecognized crush sub domain ${below}`);
  if (size > 0) {
    faults.when(
      size === 1 && replicated.requireSafeReplicaSize === true,
      'size is 1 and requireSafeReplicaSize is true',
    );
    faults.when(size <= each, `pool size is ${size} and replicasPerFailureDomain is ${each}, size must be greater`);
    faults.when(each !== 0 && size % each !== 0, `replicasPerFailureDomain is ${each} must be a factor of ${size}`);
  }
  const compression = text(parameters.compression_mode);
  const known = ['', 'none', 'passive', 'aggressive', 'force'].includes(compression);
  faults.when(!known, `unknown compression mode "${compression}"`);
  mirroringFaults(mirroring, faults);
}

function mirroringFaults({ enabled, mode, snapshotSchedules = [], peers }: Loose, faults: Faults): void {
  if (enabled === true) {
    faults.when(!['image', 'pool', 'init-only'].includes(mode), `unrecognized mirroring mode "${mode}"`);
    const started = snapshotSchedules.some((each: Loose) => !text(each.interval) && text(each.startTime));
    faults.when(started, 'schedule interval cannot be empty if start time is specified');
  }
  // Rook only warns of this one; the schedules would stand there without effect.
  faults.when(
    enabled !== true && snapshotSchedules.length > 0,
    'mirroring must be enabled to configure snapshot scheduling',
  );
  // Rook imports every peer, and the second makes it fail: "rbd: multiple RX peers are not currently supported" (ceph
  // src/tools/rbd/action/MirrorPool.cc@v20.2.0; rook Documentation/CRDs/Block-Storage/ceph-block-pool-crd.md@v1.20.6).
  faults.when((peers?.secretNames ?? []).length > 1, 'only a single peer is supported');
}

export function isErasureCoded({ erasureCoded }: Loose): boolean {
  return number(erasureCoded?.codingChunks) > 0 || number(erasureCoded?.dataChunks) > 0;
}

/** rook pkg/apis/ceph.rook.io/v1/cluster.go@v1.20.6, IsStretchCluster. */
export function isStretch(cluster: Loose): boolean {
  return (cluster?.spec.mon.stretchCluster?.zones ?? []).length > 0;
}

function isLevel(name: string): boolean {
  return LEVELS.some((level) => level === name);
}
