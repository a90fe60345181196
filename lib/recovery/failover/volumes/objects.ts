import type { Environment } from '../../../core';
import type { CephMirror } from '../../../storage';
import { storeOf } from '../../etcd/snapshots/store-of';
import { readSnapshot } from '../snapshot';

/** What an API server sets by itself. */
const OWN = [
  ...['uid', 'resourceVersion', 'creationTimestamp', 'managedFields', 'finalizers', 'ownerReferences'].map(
    (field) => `.metadata.${field}`,
  ),
  '.status',
];

/** What ties a volume to a claim of another cluster, and a claim to a volume: their names stay. */
const TIES = [
  '.spec.claimRef.uid',
  '.spec.claimRef.resourceVersion',
  '.metadata.annotations["pv.kubernetes.io/bind-completed"]',
  '.metadata.annotations["pv.kubernetes.io/bound-by-controller"]',
];

const APPLY = 'kubectl apply --server-side --field-manager=tripod -f -';

/** Brings the objects of volumes and claims of block devices: each finds the other by its name. */
export function blockVolumes(from: Environment, mirror: CephMirror): readonly string[] {
  const store = storeOf(from);
  const read =
    store === undefined
      ? [
          '# No snapshot is taken of etcd: the objects of volumes and claims come from a copy that somebody else keeps.',
          '# `was` stands for kubectl, with which that copy is read.',
        ]
      : readSnapshot(store, from.cluster.services);
  const classes = mirror.side.mirrored.pools.map(({ storageClass }) => storageClass.storageClassName);
  return [...read, ...bring(classes)];
}

/**
 * Volumes of the shared file system have no side to promote: their directories are there, under the same paths, and are
 * mounted as they are (ceph-csi docs/static-pvc.md, internal/cephfs/controllerserver.go, `subvolumePath`).
 */
export function sharedVolumes(mirror: CephMirror): readonly string[] {
  const attributes =
    '{clusterID: "rook-ceph", fsName: "shared", staticVolume: "true", rootPath: .spec.csi.volumeAttributes.subvolumePath}';
  const change = `.spec.csi.volumeAttributes = ${attributes} | .spec.csi.volumeHandle = .metadata.name | `;
  return [
    '# Shared files. A directory may hold half of a transfer: its last whole state is in `.snap`, under the newest name there.',
    ...bring([mirror.side.storage.shared.storageClassName], change),
  ];
}

/** @param change what else becomes of a volume, as jq takes it */
function bring(classes: readonly string[], change = ''): readonly string[] {
  const chosen = `.items[] | select(.spec.storageClassName as $class | ${JSON.stringify(classes)} | index($class))`;
  const bare = `del(${[...OWN, ...TIES].join(', ')})`;
  const get = (what: string, then: string) =>
    `was get ${what} --output=json | jq '${chosen}${then} | ${bare}' | ${APPLY}`;
  return [
    get('persistentvolumes', ` | select(.status.phase == "Bound") | ${change}.`),
    get('persistentvolumeclaims --all-namespaces', ''),
  ];
}
