import { CephNetwork, ErasureCode, type RookCeph, type RookCephProps } from 'tripod-iac';
import type { Loose } from '../../../support/objects';

/** Changes one rendered object in place. */
type Spoil = (spec: Loose, all: readonly Loose[]) => void;

/** What a caller would pass: props of the cluster, or a call on one over that landscape. */
export type Asked = RookCephProps | ((ceph: RookCeph) => unknown);
export type Fault = readonly [name: string, kind: string, spoil: Spoil, rook: string, asked?: Asked];

/** Landscapes whose objects are spoiled. */
export type SpoiledLandscape =
  'one site by racks' | 'three sites' | 'two sites and a witness' | 'mirrored pair: production';

/**
 * What Rook refuses, and what a caller would have to pass for it: the library refuses that, too. Where there is no such
 * prop, nothing that a caller passes leads there.
 */
export const FAULTS: Readonly<Record<SpoiledLandscape, readonly Fault[]>> = {
  'two sites and a witness': [
    ['four monitors', 'CephCluster', ({ mon }) => (mon.count = 4), 'invalid number of mons 4', { monitors: 4 }],
    [
      'two arbiters',
      'CephCluster',
      ({ mon }) => (mon.stretchCluster.zones[1].arbiter = true),
      'one arbiter zone, but found 2',
    ],
    [
      'no arbiter',
      'CephCluster',
      ({ mon }) => delete mon.stretchCluster.zones[0].arbiter,
      'one arbiter zone, but found 0',
    ],
    ['two zones', 'CephCluster', ({ mon }) => mon.stretchCluster.zones.pop(), 'exactly three zones'],
    ['a zone without a name', 'CephCluster', ({ mon }) => (mon.stretchCluster.zones[2].name = ''), 'missing zone name'],
    [
      'three copies',
      'CephBlockPool',
      ({ replicated }) => (replicated.size = 3),
      'must have replication size 4',
      { copies: 3 },
    ],
    [
      'six copies',
      'CephBlockPool',
      ({ replicated }) => (replicated.size = 6),
      'must have replication size 4',
      { copies: 6 },
    ],
    [
      'four copies in one place',
      'CephBlockPool',
      ({ replicated }) => (replicated.replicasPerFailureDomain = 4),
      'size must be greater',
    ],
    [
      'three copies a site',
      'CephBlockPool',
      ({ replicated }) => (replicated.replicasPerFailureDomain = 3),
      'must be a factor of 4',
    ],
    [
      'hosts below hosts',
      'CephBlockPool',
      (spec) => (spec.failureDomain = 'host'),
      'subfailure domain cannot be identical',
      { failureDomain: 'host' },
    ],
    [
      'an erasure code',
      'CephBlockPool',
      (spec) => {
        delete spec.replicated;
        spec.erasureCoded = { dataChunks: 2, codingChunks: 2 };
      },
      'not supported in stretch',
      (ceph) => ceph.addBlockPool('coded', { erasureCode: ErasureCode.of(2, 2) }),
    ],
    [
      'an erasure code beside copies',
      'CephBlockPool',
      (spec) => (spec.erasureCoded = { dataChunks: 2, codingChunks: 2 }),
      'both replication and erasure code',
      (ceph) => ceph.addBlockPool('coded', { copies: 4, erasureCode: ErasureCode.of(2, 2) }),
    ],
    [
      'files with three copies',
      'CephFilesystem',
      ({ dataPools }) => (dataPools[0].replicated.size = 3),
      'must have replication size 4',
      { copies: 3 },
    ],
    [
      'buckets with three copies',
      'CephObjectStore',
      ({ dataPool }) => (dataPool.replicated.size = 3),
      'must have replication size 4',
      { copies: 3 },
    ],
  ],
  'three sites': [
    [
      'more monitors than zones',
      'CephCluster',
      ({ mon }) => (mon.count = 5),
      'A zone is not available',
      { monitors: 5 },
    ],
    [
      'more monitors than nodes',
      'CephCluster',
      ({ mon }) => (mon.count = 20),
      'cannot start 20 mons on 12 node(s)',
      { monitors: 20 },
    ],
    [
      'a level that CRUSH has not',
      'CephBlockPool',
      (spec) => (spec.failureDomain = 'site'),
      'unrecognized failure domain site',
      { failureDomain: 'continent' as never },
    ],
    [
      'a subdomain that CRUSH has not',
      'CephBlockPool',
      ({ replicated }) => (replicated.subFailureDomain = 'cage'),
      'unrecognized crush sub domain',
    ],
  ],
  'one site by racks': [
    [
      'one copy, safely',
      'CephBlockPool',
      ({ replicated }) => (replicated.size = 1),
      'size is 1 and requireSafeReplicaSize',
      { copies: 1 },
    ],
    [
      'neither copies nor shards',
      'CephBlockPool',
      (spec) => delete spec.replicated,
      'either of erasurecoded or replicated',
      { copies: 0 },
    ],
    [
      'one data shard',
      'CephBlockPool',
      (spec) => {
        delete spec.replicated;
        spec.erasureCoded = { dataChunks: 1, codingChunks: 2 };
      },
      'datachunks needs minimum value of 2',
      () => ErasureCode.of(1, 2),
    ],
    [
      'an unknown compression',
      'CephBlockPool',
      ({ parameters }) => (parameters.compression_mode = 'zip'),
      'unknown compression mode',
    ],
    [
      'mirroring of an unknown kind',
      'CephBlockPool',
      (spec) => (spec.mirroring = { enabled: true, mode: 'journal' }),
      'unrecognized mirroring mode',
    ],
    [
      'a schedule from a time on, without an interval',
      'CephBlockPool',
      (spec) =>
        (spec.mirroring = { enabled: true, mode: 'image', snapshotSchedules: [{ startTime: '14:00:00-05:00' }] }),
      'interval cannot be empty',
    ],
    [
      'schedules without mirroring',
      'CephBlockPool',
      (spec) => (spec.mirroring = { enabled: false, snapshotSchedules: [{ interval: '5m' }] }),
      'mirroring must be enabled',
    ],
    [
      'two peers',
      'CephBlockPool',
      (spec) => (spec.mirroring = { enabled: true, mode: 'image', peers: { secretNames: ['a', 'b'] } }),
      'only a single peer',
    ],
    [
      'a monitor with too little memory',
      'CephCluster',
      ({ resources }) => (resources.mon.limits.memory = '512Mi'),
      'at least 1024MB',
    ],
    [
      'a disk with too little memory',
      'CephCluster',
      ({ resources }) => (resources.osd.limits.memory = '1Gi'),
      'at least 2048MB',
    ],
    [
      'Multus without networks',
      'CephCluster',
      (spec) => (spec.network = { provider: 'multus' }),
      'at least one network selector',
      () => CephNetwork.multus({} as never),
    ],
    [
      'ranges on the network of pods',
      'CephCluster',
      (spec) => (spec.network.addressRanges = { public: ['10.0.0.0/24'] }),
      'network ranges can only be specified',
    ],
    [
      'a range that is none',
      'CephCluster',
      (spec) => (spec.network = { provider: 'host', addressRanges: { public: ['10.0.0.0'] } }),
      '1 network ranges are invalid',
    ],
    [
      'a range for a network that Multus does not attach',
      'CephCluster',
      (spec) =>
        (spec.network = {
          provider: 'multus',
          selectors: { public: 'a' },
          addressRanges: { cluster: ['10.0.0.0/24'] },
        }),
      'without a cluster network',
    ],
    [
      'no metadata server',
      'CephFilesystem',
      ({ metadataServer }) => (metadataServer.activeCount = 0),
      'ActiveCount must be at least 1',
    ],
    [
      'a metadata server with too little memory',
      'CephFilesystem',
      ({ metadataServer }) => (metadataServer.resources.limits.memory = '2Gi'),
      'less than 4096MB',
    ],
    [
      'two pools of one name',
      'CephFilesystem',
      ({ dataPools }) => dataPools.push(dataPools[0]),
      'duplicate pool names',
    ],
    [
      'no port',
      'CephObjectStore',
      ({ gateway }) => {
        gateway.port = 0;
        delete gateway.securePort;
      },
      'either of port or securePort',
    ],
    [
      'a name that is too long',
      'CephObjectStore',
      (_, all) => (all.find(({ kind }) => kind === 'CephObjectStore').metadata.name = 'b'.repeat(39)),
      'longer than 38 characters',
    ],
    [
      'the managers’ pool in shards',
      'CephBlockPool',
      (_, all) => {
        const { spec } = all.find(({ metadata }) => metadata.name === 'builtin-mgr');
        delete spec.replicated;
        spec.erasureCoded = { dataChunks: 2, codingChunks: 1 };
      },
      'built-in pool ".mgr" cannot be erasure coded',
    ],
  ],
  'mirrored pair: production': [
    ['no mirror daemon', 'CephRBDMirror', (spec) => (spec.count = 0), 'rbd-mirror count must be at least one'],
    [
      'a second peer',
      'CephBlockPool',
      ({ mirroring }) => (mirroring.peers = { secretNames: ['hefei', 'nanjing'] }),
      'only a single peer',
    ],
    [
      'a mirrored pool of three copies',
      'CephBlockPool',
      ({ replicated }) => (replicated.size = 3),
      'must have replication size 4',
      (ceph) => ceph.addBlockPool('three', { copies: 3 }),
    ],
    ['a zone of no group', 'CephObjectZone', (spec) => delete spec.zoneGroup, 'missing zonegroup'],
    ['a zone group of no realm', 'CephObjectZoneGroup', (spec) => delete spec.realm, 'missing realm'],
    [
      'a zone with three copies of its data',
      'CephObjectZone',
      ({ dataPool }) => (dataPool.replicated.size = 3),
      'must have replication size 4',
      { copies: 3 },
    ],
    ['a user of no store', 'CephObjectStoreUser', (spec) => delete spec.store, 'missing store'],
    [
      'a user in a namespace that the store does not allow',
      'CephObjectStoreUser',
      (spec, all) => {
        all.find((object) => object.spec === spec).metadata.namespace = 'reports';
        for (const store of all) if (store.kind === 'CephObjectStore') delete store.spec.allowUsersInNamespaces;
      },
      'does not allow creating users namespace "reports"',
    ],
  ],
};

/** The objects with one of them spoiled. */
export function spoiled(all: readonly Loose[], [, kind, spoil]: Fault): readonly Loose[] {
  const copy = structuredClone(all);
  spoil(copy.find((object) => object.kind === kind && object.metadata.name !== 'builtin-mgr').spec, copy);
  return copy;
}
