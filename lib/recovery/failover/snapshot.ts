import { VERSIONS } from '../../core';
import { Duration } from 'cdk8s';
import { type Action, Lasting, type Phase } from '../plan/action';
import { actionsOf, kubectl, type Sides, use } from './step';
import { hand } from './hand';
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

/** A function that reads the cluster as the snapshot holds it, once it is shown. */
export function reading(): readonly string[] {
  return [
    `was() { kubectl --server=https://127.0.0.1:${API_PORT} --insecure-skip-tls-verify --token="$(cat ${FOLDER}/token)" "$@"; }`,
  ];
}

/**
 * Shows what the last snapshot holds, without a cluster: a member of its own on this machine, and an API server in front of it
 * that answers here only. Restored snapshots are verified (etcdutl compares their sum). The keys that may read the bucket are
 * in `$SECRETS/store.env`, as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 * @param services block of the cluster's Services, without which an API server does not start
 * @param phase in which it is read: the drill does so to verify
 */
export function showSnapshot(store: Store, services: string, phase: Phase = 'data'): readonly Action[] {
  const settings = Object.entries(remote(store)).map(([name, value]) => `${name}=${value}`);
  const before = [
    'cd "$STATE"',
    'umask 077',
    // The keys of the store stand in a file, since the plan holds none.
    'keys() {',
    '  [ -f "$SECRETS/store.env" ] || return 0',
    '  set -a',
    '  # shellcheck source=/dev/null',
    '  . "$SECRETS/store.env"',
    '  set +a',
    '}',
    `export ${settings.join(' ')} RCLONE_CONFIG_STORE_ENV_AUTH=true`,
    ...STARTING,
    ...reading(),
    `newest() { cat ${FOLDER}/name; }`,
  ];
  const steps = [
    {
      id: 'fetch-snapshot',
      what: 'fetch the last snapshot of etcd',
      commands: [
        'keys',
        `mkdir -p ${FOLDER}`,
        `snapshot=$(rclone lsf ${location(store)} --include '${SNAPSHOTS}-*.db')`,
        'snapshot=$(echo "$snapshot" | sort | tail -n 1)',
        '[ -n "$snapshot" ] || { echo "no snapshot there" >&2; exit 1; }',
        `echo "$snapshot" > ${FOLDER}/name`,
        `rclone copy ${location(store)} ${FOLDER} --include "$snapshot" --include "$snapshot.sha256"`,
      ],
      verify: [`[ -s "${FOLDER}/$(newest)" ] || { echo "no snapshot here" >&2; exit 1; }`],
      undo: [`rm -rf ${FOLDER}`],
      time: Duration.minutes(5),
    },
    {
      id: 'restore-snapshot',
      what: 'restore it on this machine, which verifies it',
      commands: [
        `rm -rf ${FOLDER}/member`,
        `etcdutl snapshot restore "${FOLDER}/$(newest)" --data-dir ${FOLDER}/member`,
        `openssl genrsa -out ${FOLDER}/sa.key 2048`,
        `openssl rsa -in ${FOLDER}/sa.key -pubout -out ${FOLDER}/sa.pub`,
        `openssl rand -hex 16 > ${FOLDER}/token`,
        `echo "$(cat ${FOLDER}/token),reader,reader" > ${FOLDER}/tokens`,
      ],
      verify: [`[ -d ${FOLDER}/member ]`],
      undo: [`rm -rf ${FOLDER}/member`],
      time: Duration.minutes(2),
    },
    {
      id: 'show-snapshot',
      what: 'start a member and an API server that answer on this machine only',
      commands: [
        'stop',
        `start etcd --data-dir ${FOLDER}/member ${MEMBER}`,
        `start kube-apiserver ${api(services)}`,
        'ready',
      ],
      verify: ['was get --raw=/readyz > /dev/null'],
      undo: ['stop'],
      time: Duration.minutes(2),
    },
  ];
  return actionsOf(steps, { phase, before });
}

/** Ends what shows the snapshot, and removes it, since it holds all that the cluster knew. */
export function forgetSnapshot(): readonly Action[] {
  const [first] = actionsOf(
    [
      {
        id: 'forget-snapshot',
        what: 'the snapshot is removed from this machine: it holds all that the cluster knew',
        commands: ['stop', `rm -rf ${FOLDER}`],
        verify: [`[ ! -e ${FOLDER} ]`],
        undo: new Lasting('it is fetched again from the store'),
      },
    ],
    { phase: 'tidy', before: ['cd "$STATE"', ...STARTING] },
  );
  return first === undefined ? [] : [first];
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
  `  [ -f ${FOLDER}/pids ] || return 0`,
  `  while read -r pid; do kill "$pid" 2> /dev/null || true; done < ${FOLDER}/pids`,
  `  rm -f ${FOLDER}/pids`,
  '}',
  'start() {',
  // It outlives the script that starts it.
  `  setsid "$@" > "${FOLDER}/$1.log" 2>&1 < /dev/null &`,
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

/**
 * What stood in etcd alone: named first, then a role applies what is wanted of it. Secrets come from where they came from
 * before, since they are encrypted in the snapshot; whatever stands in a repository is applied from there.
 * @param by role that looks through it
 * @param live whether the other side still answers, so that it is read there
 */
export function bringObjects({ from, to }: Sides, by: string, time: Duration, live: boolean): readonly Action[] {
  const was = live ? [`was() { ${kubectl(from)} "$@"; }`] : reading();
  const named = actionsOf(
    [
      {
        id: 'name-missing',
        what: `name the namespaces of ${from.name} that are not in ${to.name}`,
        commands: [
          'was get namespaces --output=name | sort > was.txt',
          'kubectl get namespaces --output=name | sort > is.txt',
          'comm -23 was.txt is.txt > missing.txt',
          'if [ -s missing.txt ]; then cat missing.txt; else echo "none is missing"; fi',
        ],
        verify: ['[ -f missing.txt ]'],
        undo: ['rm -f was.txt is.txt missing.txt'],
      },
    ],
    { phase: 'objects', before: ['cd "$STATE"', use(to), ...was] },
  );
  const id = 'bring-objects';
  const title = `${by} brings what was named, and what it held, from its repository; what stands in none is read as the step before reads it`;
  return [...named, ...hand(by, [{ id, title, phase: 'objects', time }])];
}
