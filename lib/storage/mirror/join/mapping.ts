import { type Environment, type JoiningObject, type OfferedValue, TakenValue } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import { holderOf } from './tokens';

/** The object that maps pools, and where a pool says its number. */
const MAPPING = { apiVersion: 'csi.ceph.io/v1', kind: 'ClientProfileMapping', name: 'storage-mirror' } as const;
const NUMBER = '{.status.poolID}';

/** The numbers of the pools of a side. */
export function numberOffers(pools: readonly BlockPool[], environment: Environment): readonly OfferedValue[] {
  return pools.map(({ name }) => ({
    name: numberName(name, environment),
    source: holderOf({ of: 'cephblockpool', name, from: environment.name }),
    path: NUMBER,
  }));
}

/**
 * Tells the driver of one side by which numbers the other calls its pools: the handle of a volume holds the
 * number that its pool had where it was made. Rook writes them into the ConfigMap rook-ceph-csi-mapping-config (rook
 * pkg/operator/ceph/csi/peermap/config.go@v1.20.6), which no driver mounts any more: those of the Ceph CSI operator read what
 * it makes of ClientProfileMappings (ceph-csi-operator internal/controller/clientprofilemapping_controller.go@v1.0.4).
 */
export function mapping(pools: readonly BlockPool[], here: Environment, other: Environment): JoiningObject {
  const { apiVersion, kind, name } = MAPPING;
  const number = (environment: Environment, pool: string) => TakenValue.of(numberName(pool, environment));
  const blockPoolIdMapping = pools.map(({ name: pool }) => [number(other, pool), number(here, pool)]);
  const mappings = [{ localClientProfile: NAMESPACE, remoteClientProfile: NAMESPACE, blockPoolIdMapping }];
  return { body: { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, spec: { mappings } } };
}

/** The same as commands. */
export function mapPools(pools: readonly BlockPool[], here: Environment, other: Environment): readonly string[] {
  const number = (environment: Environment, pool: string) =>
    `$(kubectl --kubeconfig="$HOME/.kube/${environment.name}.conf" --namespace=${NAMESPACE} get cephblockpool ${pool} --output=jsonpath='${NUMBER}')`;
  return [
    `# Numbers of the pools of ${other.name}, and of the same ones here: without them no volume of theirs is found.`,
    `kubectl --kubeconfig="$HOME/.kube/${here.name}.conf" apply --server-side --field-manager=tripod -f - <<END`,
    `apiVersion: ${MAPPING.apiVersion}`,
    `kind: ${MAPPING.kind}`,
    'metadata:',
    `  name: ${MAPPING.name}`,
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

function numberName(pool: string, { name }: Environment): string {
  return `${name}/ceph-mirror/cephblockpool/${pool}/number`;
}
