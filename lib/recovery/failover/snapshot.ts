import { VERSIONS } from '../../core';
import { block } from './block';
import { location, remote, SNAPSHOTS, type Store } from '../etcd/snapshots/store';

const FOLDER = 'snapshot';
const ETCD = 'http://127.0.0.1:32379';
const PEER = 'http://127.0.0.1:32380';
const API_PORT = 36443;

/** What reading a snapshot needs on the machine of the administrator. */
export function readingNeeds(): string {
  const { etcd, kubernetes } = VERSIONS;
  return `rclone, openssl, kubectl, etcd, etcdctl and etcdutl ${etcd.version} and kube-apiserver ${kubernetes.version} on the machine of the administrator, for what stood in etcd alone`;
}

/**
 * Commands that show what the last snapshot holds, without a cluster: a member of its own on this machine, and an API
 * server in front of it that answers here only. Restored snapshots are verified (etcdutl compares their sum).
 * @param services block of the cluster's Services, without which an API server does not start
 */
export function readSnapshot(store: Store, services: string): readonly string[] {
  const settings = Object.entries(remote(store)).map(([name, value]) => `${name}=${value}`);
  return [
    `was() { kubectl --server=https://127.0.0.1:${API_PORT} --insecure-skip-tls-verify --token="$(cat ${FOLDER}/token)" "$@"; }`,
    ...block({
      name: 'read_snapshot',
      words: [
        'With AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of a key that may read the bucket. All of it stays on this machine.',
      ],
      before: [
        'umask 077',
        `export ${settings.join(' ')} RCLONE_CONFIG_STORE_ENV_AUTH=true`,
        ...STARTING,
        `snapshot=$(cat ${FOLDER}/name 2> /dev/null)`,
      ],
      steps: [
        {
          what: 'fetch the last snapshot',
          commands: [
            `mkdir -p ${FOLDER}`,
            `snapshot=$(rclone lsf ${location(store)} --include '${SNAPSHOTS}-*.db')`,
            'snapshot=$(echo "$snapshot" | sort | tail -n 1)',
            '{ [ -n "$snapshot" ] || { echo "no snapshot there" >&2; false; }; }',
            `echo "$snapshot" > ${FOLDER}/name`,
            `rclone copy ${location(store)} ${FOLDER} --include "$snapshot" --include "$snapshot.sha256"`,
          ],
        },
        {
          what: 'restore it, which verifies it',
          commands: [
            `rm -rf ${FOLDER}/member`,
            `etcdutl snapshot restore "${FOLDER}/$snapshot" --data-dir ${FOLDER}/member`,
            `openssl genrsa -out ${FOLDER}/sa.key 2048`,
            `openssl rsa -in ${FOLDER}/sa.key -pubout -out ${FOLDER}/sa.pub`,
            `openssl rand -hex 16 > ${FOLDER}/token`,
            `echo "$(cat ${FOLDER}/token),reader,reader" > ${FOLDER}/tokens`,
          ],
        },
        {
          what: 'start a member and an API server that answer here only',
          commands: [
            'stop',
            `start etcd --data-dir ${FOLDER}/member ${MEMBER}`,
            `start kube-apiserver ${api(services)}`,
            'ready',
          ],
        },
      ],
    }),
  ];
}

const MEMBER = `--listen-client-urls ${ETCD} --advertise-client-urls ${ETCD} --listen-peer-urls ${PEER}`;

function api(services: string): string {
  return [
    `--etcd-servers=${ETCD} --bind-address=127.0.0.1 --secure-port=${API_PORT} --cert-dir=${FOLDER}/api`,
    `--service-cluster-ip-range=${services} --authorization-mode=AlwaysAllow --token-auth-file=${FOLDER}/tokens`,
    `--service-account-issuer=https://snapshot --service-account-key-file=${FOLDER}/sa.pub`,
    `--service-account-signing-key-file=${FOLDER}/sa.key`,
  ].join(' ');
}

/** `stop` ends what was started before; `ready` gives up after two minutes, and shows why. */
const STARTING = [
  'stop() {',
  `  [ ! -f ${FOLDER}/pids ] || for pid in $(cat ${FOLDER}/pids); do kill "$pid" 2> /dev/null; done`,
  `  rm -f ${FOLDER}/pids`,
  '}',
  'start() {',
  `  "$@" > "${FOLDER}/$1.log" 2>&1 &`,
  `  echo $! >> ${FOLDER}/pids`,
  '}',
  'ready() {',
  '  tries=0',
  '  until was get --raw=/readyz 2> /dev/null; do',
  `    [ "$tries" -lt 60 ] || { tail -n 20 ${FOLDER}/etcd.log ${FOLDER}/kube-apiserver.log >&2; return 1; }`,
  '    tries=$((tries + 1))',
  '    sleep 2',
  '  done',
  '}',
];

/** What to look for in it, once it can be read. */
export function whatStood(): readonly string[] {
  return [
    '# Namespaces that were there and are not here, then what they held. Secrets come from where they came from before:',
    '# in the snapshot they are encrypted. Whatever stands in a repository is applied from there.',
    'was get namespaces --output=name | sort > was.txt; kubectl get namespaces --output=name | sort > is.txt',
    'comm -23 was.txt is.txt',
    '# For each that is wanted: was get deployments,statefulsets,configmaps,services --namespace=NAME --output=yaml',
    '# At the end, since it holds all that the cluster knew:',
    `# kill $(cat ${FOLDER}/pids); rm -rf ${FOLDER} was.txt is.txt`,
  ];
}
