import { helper } from '../cluster/resources';

/** Requests and limits of the CSI pods. Source: rook/rook deploy/charts/rook-ceph/values.yaml@v1.19.0; later charts set none. */
const PLUGIN = helper('250m', '512Mi', '1Gi');
const REGISTRAR = helper('50m', '128Mi', '256Mi');
const SIDECAR = helper('100m', '128Mi', '256Mi');

export const CSI_RESOURCES = {
  nodePlugin: { registrar: REGISTRAR, plugin: PLUGIN, addons: SIDECAR },
  controllerPlugin: {
    provisioner: SIDECAR,
    attacher: SIDECAR,
    resizer: SIDECAR,
    snapshotter: SIDECAR,
    plugin: PLUGIN,
    omapGenerator: PLUGIN,
    addons: SIDECAR,
  },
};
