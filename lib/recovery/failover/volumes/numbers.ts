import { type CephMirror, MIRROR_NAMES } from '../../../storage';
import { Lasting } from '../../plan/action';
import type { Step } from '../step';

const { namespace } = MIRROR_NAMES;

/**
 * The handle of a volume holds the number that its pool had where it was made, as sixteen hexadecimal digits (ceph-csi
 * internal/util/volid.go@52fcb7b00). A Ceph that was built anew has other numbers: both sides learn what became of those, before
 * the numbers of its new pools take their place. The objects of mappings add up (ceph-csi-operator
 * internal/controller/clientprofilemapping_controller.go@v1.0.4).
 */
export function keepNumbers({ side }: CephMirror, folder: string): Step {
  const pools = JSON.stringify(side.mirrored.pools.map(({ name }) => name));
  const digit = '(if . > 96 then . - 87 elif . > 64 then . - 55 else . - 48 end)';
  const number = `.spec.csi.volumeHandle | capture("-(?<n>[0-9a-f]{16})-[0-9a-f-]{36}$").n | explode | reduce .[] as $digit (0; . * 16 + ($digit | ${digit})) | tostring`;
  const old = `[.items[] | select(.spec.csi.volumeAttributes.pool as $pool | any(${pools}[]; . == $pool)) | {pool: .spec.csi.volumeAttributes.pool, number: (${number})}] | unique`;
  const mapping =
    `[$old[0][] | . as $was | $pools[0].items[] | select(.metadata.name == $was.pool) | [$was.number, (.status.poolID | tostring)] | select(.[0] != .[1])] | ` +
    'if length == 0 then empty else {apiVersion: "csi.ceph.io/v1", kind: "ClientProfileMapping", ' +
    `metadata: {name: "storage-before", namespace: "${namespace}"}, ` +
    `spec: {mappings: [{localClientProfile: "${namespace}", remoteClientProfile: "${namespace}", blockPoolIdMapping: .}]}} end`;
  const keep = (reach: string) => [
    `${reach} get cephblockpools --namespace=${namespace} --output=json > ${folder}/pools.json`,
    `jq --null-input --slurpfile old ${folder}/numbers.json --slurpfile pools ${folder}/pools.json '${mapping}' > ${folder}/mapping.json`,
    `if [ -s ${folder}/mapping.json ]; then ${reach} apply --server-side --field-manager=tripod -f ${folder}/mapping.json; fi`,
  ];
  return {
    id: 'keep-numbers',
    what: 'both sides go on finding volumes by the numbers that pools had',
    commands: [
      `there get persistentvolumes --output=json > ${folder}/before.json`,
      `jq '${old}' ${folder}/before.json > ${folder}/numbers.json`,
      ...keep('kubectl'),
      ...keep('there'),
    ],
    verify: [
      `if [ -s ${folder}/mapping.json ]; then`,
      ...['kubectl', 'there'].map(
        (reach) => `  ${reach} get clientprofilemapping storage-before --namespace=${namespace} --output=name`,
      ),
      'fi',
    ],
    undo: new Lasting('the numbers add up, and harm nobody'),
  };
}
