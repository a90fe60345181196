import type { KubeObject } from '../../../cluster/harness';
import type { Api } from './api';

interface Claim extends KubeObject {
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly storageClassName?: string;
    readonly volumeMode?: string;
    readonly volumeName?: string;
    readonly resources: { readonly requests: { readonly storage: string } };
  };
}

interface StorageClass extends KubeObject {
  readonly provisioner: string;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
}

/** Which provisioner made a volume; one that has it is left to that provisioner when the claim is gone. */
const MADE_BY = 'pv.kubernetes.io/provisioned-by';
/** Written by the scheduler where a claim waits for its first pod. */
const CHOSEN = 'volume.kubernetes.io/selected-node';

/** Plays the CSI provisioner of every storage class: each claim gets a volume, which goes with it where the class says so. */
export function provision(api: Api): void {
  const report = (error: Error) => process.stderr.write(`provisioner: ${error.message}\n`);
  api.watch({ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }, ({ type, object }) => {
    if (type !== 'DELETED') make(api, object as Claim).catch(report);
  });
  api.watch({ apiVersion: 'v1', kind: 'PersistentVolume' }, ({ type, object }) => {
    if (type !== 'DELETED' && isOver(object)) api.delete({ ...object, ...VOLUME }).catch(report);
  });
}

const VOLUME = { apiVersion: 'v1', kind: 'PersistentVolume' };

async function make(api: Api, claim: Claim): Promise<void> {
  const { storageClassName, volumeName } = claim.spec;
  if (!storageClassName || volumeName || claim.metadata['deletionTimestamp']) return;
  const found = await api.get<StorageClass>(`/apis/storage.k8s.io/v1/storageclasses/${storageClassName}`);
  if (!found) return; // the claim is told again when its annotations change; until then it waits, as in earnest
  const annotations = (claim.metadata['annotations'] ?? {}) as Readonly<Record<string, string>>;
  if (found.volumeBindingMode === 'WaitForFirstConsumer' && !annotations[CHOSEN]) return;
  await api.apply(volumeFor(claim, found));
}

function volumeFor(claim: Claim, { metadata, provisioner, reclaimPolicy }: StorageClass): KubeObject {
  const { name, namespace, uid } = claim.metadata;
  return {
    ...VOLUME,
    metadata: { name: `pvc-${String(uid)}`, annotations: { [MADE_BY]: provisioner } },
    spec: {
      accessModes: claim.spec.accessModes,
      capacity: claim.spec.resources.requests,
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      csi: { driver: provisioner, volumeHandle: String(uid) },
      persistentVolumeReclaimPolicy: reclaimPolicy ?? 'Delete',
      storageClassName: metadata.name,
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
    },
  };
}

function isOver({ metadata, spec, status }: KubeObject): boolean {
  const { persistentVolumeReclaimPolicy: policy } = spec as { readonly persistentVolumeReclaimPolicy?: string };
  const { phase } = (status ?? {}) as { readonly phase?: string };
  return phase === 'Released' && policy === 'Delete' && !metadata['deletionTimestamp'];
}
