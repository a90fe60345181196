import { quote } from '../../../hosts';
import { type CephMirror, MIRROR_NAMES, rbd } from '../../../storage';
import { replicationsOf } from './protected';
import type { ProtectedVolumes } from './protected';

const { selector } = MIRROR_NAMES;
const SELECTED = `--all-namespaces --selector=${selector}`;

/**
 * Functions of sh: `reach` waits until all objects of a kind are in a state, and shows those that are not; `turn` changes all
 * of a kind. Their first argument is the function with which a cluster is reached.
 */
export function turning(folder: string): readonly string[] {
  const columns = [
    'NAMESPACE:.metadata.namespace',
    'NAME:.metadata.name',
    'STATE:.status.state',
    'MESSAGE:.status.message',
  ];
  return [
    'here() { kubectl "$@"; }',
    'reach() {',
    `  "$1" wait "$2" ${SELECTED} --for="$3" --timeout="$4" && return`,
    `  "$1" get "$2" ${SELECTED} --output=custom-columns=${columns.join(',')} >&2`,
    '  return 1',
    '}',
    'turn() {',
    `  "$1" get "$2" ${SELECTED} --output=jsonpath='{range .items[*]}{.metadata.namespace} {.metadata.name}{"\\n"}{end}' > ${folder}/turned || return 1`,
    `  test -s ${folder}/turned || { echo "no $2 there" >&2; return 1; }`,
    '  while read -r namespace name; do',
    '    "$1" patch "$2" "$name" --namespace="$namespace" --type=merge --patch="$3" < /dev/null || return 1',
    `  done < ${folder}/turned`,
    '}',
  ];
}

/**
 * A function of sh: `follows` waits until every image of the volumes that were read has nothing left to fetch, as the daemon
 * in the cluster of KUBECONFIG tells: what its driver tells is true only once both sides have stepped down (ceph-csi
 * internal/csi-addons/rbd/replication.go@0155f9c9a, ResyncVolume). It looks every 30 s, and gives up on an image after 2 h.
 */
export function following(folder: string): readonly string[] {
  const idle = '.state == "up+replaying" and (.description | contains("\\"replay_state\\":\\"idle\\""))';
  return [
    'follows() {',
    `  images=$(jq -r '.items[].spec.csi.volumeAttributes | .pool + "/" + .imageName' ${folder}/volumes.json) || return 1`,
    '  for image in $images; do',
    '    tries=0',
    `    until ${rbd('mirror image status "$image" --format=json')} > ${folder}/status.json && jq --exit-status '${idle}' ${folder}/status.json > /dev/null; do`,
    `      [ "$tries" -lt 240 ] || { echo "$image does not follow:" >&2; cat ${folder}/status.json >&2; return 1; }`,
    '      tries=$((tries + 1))',
    '      sleep 30',
    '    done',
    '    echo "$image follows"',
    '  done',
    '}',
  ];
}

/** Makes the objects that say on which side volumes are written to, in the state of one side. */
export function makeReplications(mirror: CephMirror, replicationState: 'primary' | 'secondary'): string {
  const items = replicationsOf(mirror).map(({ spec, ...rest }) => ({ ...rest, spec: { ...spec, replicationState } }));
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  return `echo ${quote(list)} | kubectl apply --server-side --field-manager=tripod -f -`;
}

/** @param side the function of sh that reaches the cluster: `here` or `there` */
export function turnAll(
  { kinds }: ProtectedVolumes,
  side: string,
  state: string,
  autoResync = false,
): readonly string[] {
  const patch = JSON.stringify({ spec: { replicationState: state, autoResync } });
  return kinds.map((kind) => `turn ${side} ${kind} '${patch}'`);
}

export function reachState({ kinds }: ProtectedVolumes, side: string, state: string): readonly string[] {
  return kinds.map((kind) => `reach ${side} ${kind} jsonpath='{.status.state}'=${state} 900s`);
}

/** Only then does the driver say so: both have stepped down, and the last change is over. */
export function reachWhole({ kinds }: ProtectedVolumes, side: string): readonly string[] {
  return kinds.map((kind) => `reach ${side} ${kind} condition=Degraded=False 3600s`);
}

export function removeAll({ kinds }: ProtectedVolumes, side: string): readonly string[] {
  return kinds.map((kind) => `${side} delete ${kind} ${SELECTED} --timeout=900s`);
}
