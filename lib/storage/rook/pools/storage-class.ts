import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { NAMESPACE } from '../namespace';

/** What becomes of a volume whose claim goes: it stays, or it is deleted with all that it holds. */
export const RECLAIM_POLICIES = ['Retain', 'Delete'] as const;
export type ReclaimPolicy = (typeof RECLAIM_POLICIES)[number];

interface VolumeClassProps {
  readonly name: string;
  /** Driver, in the words of Rook's names. */
  readonly driver: 'rbd' | 'cephfs';
  readonly parameters: Readonly<Record<string, string>>;
  readonly isDefault?: boolean;
  /** @default 'Retain' */
  readonly reclaimPolicy?: ReclaimPolicy;
}

/**
 * A class of volumes. They are bound at once: every node reaches every volume, so there is no consumer to wait for, and
 * a claim shows whether storage works before a pod needs it. A volume stays when its claim goes, unless said otherwise.
 * Source: rook/rook deploy/examples/csi/{rbd,cephfs}/storageclass.yaml@v1.20.6.
 */
export function volumeClass(scope: Construct, id: string, props: VolumeClassProps): k8s.KubeStorageClass {
  const { name, driver, parameters, isDefault = false, reclaimPolicy = 'Retain' } = props;
  return new k8s.KubeStorageClass(scope, id, {
    metadata: {
      name,
      annotations: { 'storageclass.kubernetes.io/is-default-class': String(isDefault) },
    },
    provisioner: `${NAMESPACE}.${driver}.csi.ceph.com`,
    reclaimPolicy,
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
    parameters: { clusterID: NAMESPACE, ...parameters, ...secrets(driver) },
  });
}

/** Secrets that Rook makes for the driver, by what the sidecars do with them. */
function secrets(driver: string): Record<string, string> {
  const uses = { provisioner: 'provisioner', 'controller-expand': 'provisioner', 'controller-publish': 'provisioner' };
  return Object.fromEntries(
    Object.entries({ ...uses, 'node-stage': 'node' }).flatMap(([use, account]) => [
      [`csi.storage.k8s.io/${use}-secret-name`, `rook-csi-${driver}-${account}`],
      [`csi.storage.k8s.io/${use}-secret-namespace`, NAMESPACE],
    ]),
  );
}
