import { Duration } from 'cdk8s';
import { MIRROR_NAMES } from '../../../storage';
import { Lasting } from '../../plan/action';
import type { Step } from '../step';
import type { ProtectedVolumes } from './protected';

/** What an API server sets by itself. */
const OWN = [
  ...['uid', 'resourceVersion', 'creationTimestamp', 'managedFields', 'finalizers', 'ownerReferences'].map(
    (field) => `.metadata.${field}`,
  ),
  '.status',
];

/** What ties a volume to a claim of another cluster, and a claim to a volume: their names stay. */
const TIES = [
  '.spec.claimRef.uid',
  '.spec.claimRef.resourceVersion',
  '.metadata.annotations["pv.kubernetes.io/bind-completed"]',
  '.metadata.annotations["pv.kubernetes.io/bound-by-controller"]',
];

const BARE = `del(${[...OWN, ...TIES].join(', ')})`;
const NAME = '(.metadata.namespace + "/" + .metadata.name)';
/** The volumes of the claims in the file `$claims`: one that is Released may name the same claim. */
const OF_CLAIMS =
  '[$claims[0].items[] | .metadata.namespace + "/" + .metadata.name] as $names | .items |= map(' +
  'select(.status.phase == "Bound") | select(((.spec.claimRef.namespace // "") + "/" + (.spec.claimRef.name // "")) as $name | any($names[]; . == $name)) | ';

/**
 * Functions of sh that bring objects from one cluster into the one of KUBECONFIG: `rooms` makes the namespaces of claims that
 * are not there, with the labels that they had; `bound` asks whether each claim has its volume, and names those that do not.
 * @param folder for what was read
 */
export function bringing(folder: string): readonly string[] {
  return [
    `mkdir -p ${folder}`,
    'apply() {',
    `  [ "$(jq '.items | length' "$1")" = 0 ] || kubectl apply --server-side --field-manager=tripod -f "$1"`,
    '}',
    'rooms() {',
    '  names=$(jq -r \'[.items[].metadata.namespace] | unique | .[]\' "$1") || return 1',
    '  for namespace in $names; do',
    '    kubectl get namespace "$namespace" --output=name 2> /dev/null && continue',
    `    jq --arg name "$namespace" '.items[] | select(.metadata.name == $name) | ${BARE} | del(.spec)' ${folder}/namespaces.json > ${folder}/namespace.json || return 1`,
    `    kubectl create -f ${folder}/namespace.json || return 1`,
    '  done',
    '}',
    'bound() {',
    `  missing=0 names=$(jq -r '.items[] | ${NAME}' "$1") || return 1`,
    '  for claim in $names; do',
    '    kubectl wait "persistentvolumeclaim/${claim#*/}" --namespace="${claim%/*}" --for=jsonpath=\'{.status.phase}\'=Bound --timeout=60s && continue',
    '    echo "$claim has no volume" >&2',
    '    missing=1',
    '  done',
    '  return "$missing"',
    '}',
  ];
}

/**
 * Reads which volumes there are, and picks those that are mirrored: a claim of the same class that nobody protects has no
 * image over there, and would be bound to nothing.
 * @param source the function of sh with which they are read
 * @param shared whether directories of the shared file system are mirrored, which is no matter of this step
 */
export function readObjects(source: string, folder: string, volumes: ProtectedVolumes, shared: boolean): Step {
  const { claims } = volumes;
  const chosen = chosenBy(volumes);
  const others = shared ? ` and .spec.storageClassName != "${MIRROR_NAMES.filesystemClass}"` : '';
  const lost = `(${chosen} | not)${others}`;
  const rest = source === 'was' ? 'LOST' : 'STAYS';
  const read = (what: string, file: string) => `${source} get ${what} --output=json > ${folder}/${file}.json`;
  return {
    id: 'read-volumes',
    what: 'read claims and volumes, and find those that are protected',
    check: [`${source} get --raw=/readyz > /dev/null`],
    commands: [
      read('namespaces', 'namespaces'),
      read('persistentvolumeclaims --all-namespaces', 'all-claims'),
      read('persistentvolumes', 'all-volumes'),
      `jq '.items |= map(select(${chosen}) | ${BARE})' ${folder}/all-claims.json > ${folder}/claims.json`,
      `jq --slurpfile claims ${folder}/claims.json '${OF_CLAIMS}${BARE})' ${folder}/all-volumes.json > ${folder}/volumes.json`,
      `echo "${rest} is what the mirror does not bring:"`,
      `jq -r '.items[] | select(${lost}) | "${rest} " + ${NAME} + " (" + (.spec.storageClassName // "no class") + ")"' ${folder}/all-claims.json`,
      `jq -r '${JSON.stringify(claims)} - [.items[] | ${NAME}] | .[] | . + " is protected, and was not found"' ${folder}/claims.json > ${folder}/missing`,
      ...FOUND(folder),
    ],
    verify: FOUND(folder),
    undo: [`rm -f ${folder}/*.json`],
    time: Duration.minutes(3),
  };
}

/** Names protected claims that were not found, and fails. */
const FOUND = (folder: string) => [`[ ! -s ${folder}/missing ] || { cat ${folder}/missing >&2; exit 1; }`];

/** Makes the objects of claims and volumes: each finds the other by its name. */
export function makeObjects(folder: string): Step {
  return {
    id: 'make-volumes',
    what: 'make namespaces, volumes and claims, and wait until each claim has its volume',
    commands: [
      `rooms ${folder}/claims.json`,
      `apply ${folder}/volumes.json`,
      `apply ${folder}/claims.json`,
      `bound ${folder}/claims.json`,
    ],
    verify: [`bound ${folder}/claims.json`],
    undo: new Lasting(
      'what else runs here by now may use them: the claims and volumes are named in the folder of the run',
    ),
    time: Duration.minutes(5),
  };
}

/**
 * Volumes of the shared file system have no side to promote: their directories are there, under the same paths, and are
 * mounted as they are (ceph-csi docs/static-pvc.md, internal/cephfs/controllerserver.go@v3.17.0, `subvolumePath`). A claim
 * that is here already keeps the volume that it has.
 */
export function shareObjects(source: string, folder: string): Step {
  const { namespace, filesystem, filesystemClass } = MIRROR_NAMES;
  const attributes = `{clusterID: "${namespace}", fsName: "${filesystem}", staticVolume: "true", rootPath: .spec.csi.volumeAttributes.subvolumePath}`;
  const change = `.spec.csi.volumeAttributes = ${attributes} | .spec.csi.volumeHandle = .metadata.name`;
  const here = '[$here[0].items[] | .metadata.namespace + "/" + .metadata.name] as $here';
  const shared = `.spec.storageClassName == "${filesystemClass}"`;
  return {
    id: 'mount-shared-files',
    what: 'mount the directories of shared files, each as the last transfer left it: its last whole state is in .snap',
    commands: [
      `${source} get namespaces --output=json > ${folder}/namespaces.json`,
      `${source} get persistentvolumeclaims --all-namespaces --output=json > ${folder}/all-claims.json`,
      `${source} get persistentvolumes --output=json > ${folder}/all-volumes.json`,
      `kubectl get persistentvolumeclaims --all-namespaces --output=json > ${folder}/here.json`,
      `jq -r --slurpfile here ${folder}/here.json '${here} | .items[] | select(${shared}) | ${NAME} as $name | select(any($here[]; . == $name)) | $name + " is here already, with a volume of its own"' ${folder}/all-claims.json`,
      `jq --slurpfile here ${folder}/here.json '${here} | .items |= map(select(${shared}) | select(${NAME} as $name | all($here[]; . != $name)) | ${BARE})' ${folder}/all-claims.json > ${folder}/shared-claims.json`,
      `jq --slurpfile claims ${folder}/shared-claims.json '${OF_CLAIMS}${change} | ${BARE})' ${folder}/all-volumes.json > ${folder}/shared-volumes.json`,
      `rooms ${folder}/shared-claims.json`,
      `apply ${folder}/shared-volumes.json`,
      `apply ${folder}/shared-claims.json`,
      `bound ${folder}/shared-claims.json`,
    ],
    verify: [`bound ${folder}/shared-claims.json`],
    undo: new Lasting('what else runs here by now may use them: the claims are named in the folder of the run'),
    time: Duration.minutes(5),
  };
}

function chosenBy({ claims, groups }: ProtectedVolumes): string {
  const one = `(${NAME} as $name | any(${JSON.stringify(claims)}[]; . == $name))`;
  const ofGroups = groups.map(({ namespace, labels }) => {
    const each = Object.entries(labels).map(
      ([key, value]) => `.metadata.labels[${JSON.stringify(key)}] == ${JSON.stringify(value)}`,
    );
    return `(${[`.metadata.namespace == ${JSON.stringify(namespace)}`, ...each].join(' and ')})`;
  });
  return `(${[one, ...ofGroups].join(' or ')})`;
}
