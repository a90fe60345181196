import type { Environment } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import type { BlockPool } from '../../rook/pools/added/block-pool';

/**
 * Commands that tell the driver of one side by which numbers the other calls its pools: the handle of a volume holds the
 * number that its pool had where it was made. Rook writes them into the ConfigMap rook-ceph-csi-mapping-config (rook
 * pkg/operator/ceph/csi/peermap/config.go@v1.20.6), which no driver mounts any more: those of the Ceph CSI operator read what
 * it makes of ClientProfileMappings (ceph-csi-operator internal/controller/clientprofilemapping_controller.go@v1.0.4).
 */
export function mapPools(pools: readonly BlockPool[], here: Environment, other: Environment): readonly string[] {
  const number = (environment: Environment, pool: string) =>
    `$(kubectl --kubeconfig="$HOME/.kube/${environment.name}.conf" --namespace=${NAMESPACE} get cephblockpool ${pool} --output=jsonpath='{.status.poolID}')`;
  return [
    `# Numbers of the pools of ${other.name}, and of the same ones here: without them no volume of theirs is found.`,
    `kubectl --kubeconfig="$HOME/.kube/${here.name}.conf" apply --server-side --field-manager=tripod -f - <<END`,
    'apiVersion: csi.ceph.io/v1',
    'kind: ClientProfileMapping',
    'metadata:',
    '  name: storage-mirror',
    `  namespace: ${NAMESPACE}`,
    'spec:',
    '  mappings:',
    `    - localClientProfile: ${NAMESPACE}`,
    `      remoteClientProfile: ${NAMESPACE}`,
    '      blockPoolIdMapping:',
    ...pools.map(({ name }) => `        - ["${number(other, name)}", "${number(here, name)}"]`),
    'END',
  ];
}
