import type { CephResources } from '../../../kinds';

/** Requests and limits of the CSI pods. Source: rook/rook deploy/charts/rook-ceph/values.yaml@v1.19.0; later charts set none. */
const PLUGIN = resources('250m', '512Mi', '1Gi');
const REGISTRAR = resources('50m', '128Mi', '256Mi');
const SIDECAR = resources('100m', '128Mi', '256Mi');

export const CSI_RESOURCES = {
  nodePlugin: { registrar: REGISTRAR, plugin: PLUGIN },
  controllerPlugin: { provisioner: SIDECAR, attacher: SIDECAR, resizer: SIDECAR, snapshotter: SIDECAR, plugin: PLUGIN },
};

/** Without a limit of CPU time, as upstream: a driver that is throttled holds up every pod of its node. */
function resources(cpu: string, memory: string, limit: string): CephResources {
  return { requests: { cpu, memory }, limits: { memory: limit } };
}
