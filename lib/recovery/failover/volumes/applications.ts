import { Duration } from 'cdk8s';
import type { CephMirror } from '../../../storage';
import { nothing, type Step } from '../step';

/**
 * Functions of sh: `pause` stops the sets that mount protected claims, and notes how many pods each had; `resume` brings those
 * back; `detached` waits until no host holds a volume any more, and names those that do.
 */
export function pausing(folder: string): readonly string[] {
  const claims = '[$claims[0].items[] | .metadata.namespace + "/" + .metadata.name] as $names';
  const mounts =
    'any(.spec.template.spec.volumes[]?.persistentVolumeClaim.claimName // empty; . as $claim | any($names[]; . == $in + $claim))';
  const makes =
    'any(.spec.volumeClaimTemplates[]?.metadata.name; . as $claim | any($names[]; startswith($in + $claim + "-" + $set + "-")))';
  const line =
    '.metadata.namespace + " " + (.kind | ascii_downcase) + "/" + .metadata.name + " " + (.spec.replicas // 1 | tostring)';
  const held =
    '[$volumes[0].items[].metadata.name] as $names | .items[] | select(.spec.source.persistentVolumeName as $name | any($names[]; . == $name)) | ' +
    '.spec.source.persistentVolumeName + " on " + .spec.nodeName';
  return [
    'pause() {',
    `  if [ ! -f "${folder}/paused-$1" ]; then`,
    `    "$1" get statefulsets,deployments --all-namespaces --output=json > ${folder}/sets.json || return 1`,
    `    jq -r --slurpfile claims ${folder}/claims.json '${claims} | .items[] | (.metadata.namespace + "/") as $in | .metadata.name as $set | select(${mounts} or ${makes}) | select(.spec.replicas != 0) | ${line}' ${folder}/sets.json > ${folder}/sets || return 1`,
    `    mv ${folder}/sets "${folder}/paused-$1" || return 1`,
    '  fi',
    '  while read -r namespace set _; do',
    '    "$1" scale "$set" --namespace="$namespace" --replicas=0 < /dev/null || return 1',
    `  done < "${folder}/paused-$1"`,
    '}',
    'resume() {',
    '  while read -r namespace set replicas; do',
    '    "$1" scale "$set" --namespace="$namespace" --replicas="$replicas" < /dev/null || return 1',
    `  done < "${folder}/paused-$1"`,
    '}',
    'detached() {',
    '  tries=0',
    '  while :; do',
    `    "$1" get volumeattachments --output=json > ${folder}/attached.json || return 1`,
    `    held=$(jq -r --slurpfile volumes ${folder}/volumes.json '${held}' ${folder}/attached.json) || return 1`,
    '    [ -n "$held" ] || return 0',
    '    [ "$tries" -lt 60 ] || { echo "still mounted; whoever runs there has to stop it: $held" >&2; return 1; }',
    '    tries=$((tries + 1))',
    '    sleep 5',
    '  done',
    '}',
  ];
}

/** What stands by under the same names gives way; its volumes are kept. */
export function stepAside(mirror: CephMirror): readonly Step[] {
  const { standIns } = mirror;
  if (standIns.length === 0) return [];
  return [
    {
      id: 'step-aside',
      what: 'what stands by under the same names gives way',
      commands: standIns.flatMap(({ namespace, set, claims: names }) => [
        ...(set === undefined ? [] : [`kubectl scale ${set.target} --namespace=${namespace} --replicas=0`]),
        `kubectl delete persistentvolumeclaims ${names.join(' ')} --namespace=${namespace} --ignore-not-found --timeout=120s`,
      ]),
      verify: standIns.flatMap(({ namespace, claims: names }) =>
        nothing(
          `kubectl get persistentvolumeclaims ${names.join(' ')} --namespace=${namespace} --ignore-not-found --output=name`,
          'still there',
        ),
      ),
      undo: scaled(mirror, 'kubectl'),
    },
  ];
}

/** @param reach what reaches the cluster in which they stand by */
export function comeBack(mirror: CephMirror, what: string, reach = 'kubectl'): readonly Step[] {
  const sets = setsOf(mirror);
  if (sets.length === 0) return [];
  return [
    {
      id: 'come-back',
      what,
      commands: scaled(mirror, reach),
      verify: sets.map(
        ({ namespace, target }) => `${reach} rollout status ${target} --namespace=${namespace} --timeout=600s`,
      ),
      undo: sets.map(({ namespace, target }) => `${reach} scale ${target} --namespace=${namespace} --replicas=0`),
      time: Duration.minutes(5),
    },
  ];
}

function setsOf({ standIns }: CephMirror) {
  return standIns.flatMap(({ namespace, set }) => (set === undefined ? [] : [{ namespace, ...set }]));
}

function scaled(mirror: CephMirror, reach: string): readonly string[] {
  return setsOf(mirror).map(
    ({ namespace, target, replicas }) => `${reach} scale ${target} --namespace=${namespace} --replicas=${replicas}`,
  );
}
