import { k8s } from 'cdk8s-plus-27';
import { type Component, SecretObject } from '../../../core';
import { NAMESPACE } from '../namespace';
import type { KeyManagement } from './key-management';

/**
 * What the CSI drivers read of key management. They mount it, so it is there without keys, too: whoever adds keys later
 * restarts no driver. Its name stands in the OperatorConfig of the drivers, under `encryption.configMapName`; the switch
 * CSI_ENABLE_ENCRYPTION of Rook's documentation has no reader any more (rook
 * Documentation/Storage-Configuration/Ceph-CSI/ceph-csi-drivers.md@v1.20.6 against pkg/operator/ceph/csi), and the field
 * `configMapRef` of the operator's own documentation never had one (ceph/ceph-csi-operator api/v1/driver_types.go@v1.0.4).
 */
export const KEY_CONFIG = 'rook-ceph-csi-kms-config';

/** Tells the drivers where keys are. */
export function keyConfig(component: Component, keys: KeyManagement | undefined): void {
  const config = keys === undefined ? {} : { [keys.id]: keys.settings };
  new k8s.KubeConfigMap(component, 'key-config', {
    metadata: { name: KEY_CONFIG, namespace: NAMESPACE },
    data: { 'config.json': JSON.stringify(config, undefined, 2) },
  });
  if (keys?.secret === undefined) return;
  new SecretObject(component, 'key-secret', { ...keys.secret, namespace: NAMESPACE });
}
