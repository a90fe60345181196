import type { Construct } from 'constructs';
import { type Environment, image, Operator, RELEASES, Stage, TOLERATE_ALL } from '../../../core';
import { CsiAddonsOperator } from '../../csi-addons/operator';
import { SnapshotController } from '../../snapshots/controller';
import { KEY_CONFIG } from '../keys/store';
import { CSI_RESOURCES } from './csi-resources';
import { PRIVILEGED } from '../namespace';
import { OPENSHIFT_SETTINGS } from '../openshift/settings';

/** The Rook operator, and the Ceph CSI operator that it brings. */
export class RookOperator extends Operator {
  /** The operator of the environment; undefined in a plain App. */
  static in(scope: Construct): RookOperator | undefined {
    return Operator.shared(scope, 'rook-operator', (environment) => new RookOperator(environment, 'rook-operator'));
  }

  private constructor(environment: Environment, id: string) {
    super(environment, id, {
      ...PRIVILEGED,
      stage: Stage.OPERATORS,
      key: 'rook',
      release: RELEASES.rook,
      // The drivers run a snapshotter and the sidecar of CSI add-ons, which end at once where their definitions are missing.
      needs: [SnapshotController.in(environment), CsiAddonsOperator.in(environment)],
      settings: {
        'rook-csi-operator-image-set-configmap': CSI_IMAGES,
        ...(environment.distribution.name === 'openshift' ? { 'rook-ceph-operator-config': OPENSHIFT_SETTINGS } : {}),
      },
      overrides: [CSI_DEFAULTS],
    });
  }
}

/**
 * Images of the CSI drivers, which the Ceph CSI operator starts. It has references of its own compiled in and takes
 * these instead; the keys `ROOK_CSI_*_IMAGE` of earlier releases have no reader any more.
 * Source: ceph/ceph-csi-operator internal/controller/defaults.go and driver_controller.go@v1.0.4, rook/rook
 * deploy/examples/operator.yaml and Documentation/Storage-Configuration/Ceph-CSI/custom-images.md@v1.20.6.
 */
const CSI_IMAGES = {
  plugin: image('ceph-csi'),
  provisioner: image('csi-provisioner'),
  attacher: image('csi-attacher'),
  resizer: image('csi-resizer'),
  snapshotter: image('csi-snapshotter'),
  registrar: image('csi-node-driver-registrar'),
  addons: image('csi-addons-sidecar'),
};

/**
 * Defaults of both drivers. Upstream's node plugins tolerate nothing: pods on tainted hosts could not mount volumes.
 *
 * Mirroring needs the maps of images (`generateOMapInfo`) and the sidecar (`deployCsiAddons`), which upstream leaves off.
 * They are set here and nowhere else: rbd-mirroring.md still names CSI_ENABLE_OMAP_GENERATOR and CSI_ENABLE_CSIADDONS of
 * the ConfigMap rook-ceph-operator-config, which no code reads (rook Documentation/Storage-Configuration/Ceph-CSI/
 * csi-configuration.md@v1.20.6). Everywhere, and not only where volumes are mirrored: a driver that is restarted while a
 * city falls is one too many, a host that is given up is shut out of its volumes on every cluster (`enableFencing`), and
 * the test environment runs what production runs.
 */
const CSI_DEFAULTS = {
  apiVersion: 'csi.ceph.io/v1',
  kind: 'OperatorConfig',
  name: 'ceph-csi-operator-config',
  fields: {
    spec: {
      driverSpecDefaults: {
        generateOMapInfo: true,
        deployCsiAddons: true,
        enableFencing: true,
        encryption: { configMapName: { name: KEY_CONFIG } },
        nodePlugin: { tolerations: [TOLERATE_ALL], resources: CSI_RESOURCES.nodePlugin },
        controllerPlugin: { resources: CSI_RESOURCES.controllerPlugin },
      },
    },
  },
};
