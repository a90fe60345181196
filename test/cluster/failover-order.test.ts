import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CephMirror, CityFailover, EtcdSnapshots } from 'tripod-iac';
import { HOSTS, Ledger, sides } from '../storage/mirror/mirrored';

const realm = (name: string) => ({ ...HOSTS, realm: 'bank', bucketEndpoint: `https://s3.${name}.bank.example` });
const both = sides(realm('production'), realm('remote-dr'));
const { from, to } = both;
new EtcdSnapshots(from, 'snapshots', { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd', storeSite: 'hf-a' });
const mirror = new CephMirror(from, 'storage-mirror', both);
new Ledger(to, ['ceph-block']);
mirror.protect(new Ledger(from, ['ceph-block']));
mirror.protect({ namespace: 'reports', claims: ['ledger'] });
const { steps } = new CityFailover(from, 'failover', { to });

/** Lines of a function, as they stand in the plan, without its call. */
function linesOf(name: string): readonly string[] {
  const step = steps.find(({ commands }) => commands.includes(`${name}() (`));
  const lines = step?.commands ?? [];
  const was = lines.filter((line) => line.startsWith('was()'));
  return [...was, ...lines.slice(lines.indexOf(`${name}() (`), lines.indexOf(`${name} 1`))];
}

const list = (items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const CLAIMS = [
  ['ledger', 'data-0-ledger-0', 'ceph-block'],
  ['reports', 'ledger', 'ceph-block'],
  ['stray', 'forgotten', 'ceph-block'],
  ['files', 'home', 'ceph-shared'],
] as const;
const uuid = '11111111-2222-3333-4444-55555555555';
const volume = (namespace: string, claim: string, name: string, index: number) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name, uid: 'u' },
  spec: {
    claimRef: { namespace, name: claim, uid: 'u', resourceVersion: '1' },
    csi: {
      volumeHandle: `0001-0009-rook-ceph-000000000000001f-${uuid}${index}`,
      volumeAttributes: { pool: 'block', imageName: `csi-vol-${index}`, subvolumePath: '/volumes/csi/x' },
    },
  },
  status: { phase: 'Bound' },
});
const ANSWERS: Readonly<Record<string, string>> = {
  namespaces: list(
    CLAIMS.map(([name]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, uid: 'u', labels: { team: name } },
      spec: { finalizers: ['kubernetes'] },
    })),
  ),
  claims: list(
    CLAIMS.map(([namespace, name, storageClassName]) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { namespace, name, uid: 'u', finalizers: ['replication.storage.openshift.io/pvc-protection'] },
      spec: { storageClassName, volumeName: `pv-${name}` },
      status: { phase: 'Bound' },
    })),
  ),
  volumes: list([
    ...CLAIMS.map(([namespace, name], index) => volume(namespace, name, `pv-${name}`, index)),
    { ...volume('reports', 'ledger', 'pv-of-before', 9), status: { phase: 'Released' } },
  ]),
  sets: list([
    {
      kind: 'StatefulSet',
      metadata: { namespace: 'ledger', name: 'ledger' },
      spec: { replicas: 1, template: { spec: {} }, volumeClaimTemplates: [{ metadata: { name: 'data-0' } }] },
    },
    {
      kind: 'Deployment',
      metadata: { namespace: 'reports', name: 'writer' },
      spec: { replicas: 2, template: { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'ledger' } }] } } },
    },
    {
      kind: 'Deployment',
      metadata: { namespace: 'ledger', name: 'other' },
      spec: { template: { spec: { volumes: [{}] } } },
    },
  ]),
  image: JSON.stringify({ state: 'up+replaying', description: 'replaying, {"replay_state":"idle"}' }),
  none: list([]),
  peers: JSON.stringify({ 'peer-1': {} }),
  pools: list([{ metadata: { name: 'block' }, status: { poolID: 4 } }]),
  sync: 'metadata sync syncing\n  metadata is caught up with master\ndata sync source: x\n  data is caught up with source\n',
  replications: 'ledger data-0-ledger-0\nreports ledger\n',
};

/** Notes in which cluster it was called and how, fails where the test says so, and answers where an answer is read. */
const FAKE = `#!/bin/sh
cluster=\${KUBECONFIG:-}
for word; do
  case $word in --kubeconfig=*) cluster=\${word#*=} ;; --server=*) cluster=snapshot ;; esac
done
cluster=\${cluster##*/}
call="\${0##*/} [\${cluster%.conf}] $*"
case $call in *' -f -'*) call="$call $(tr -d '\\n')" ;; esac
printf '%s\\n' "$call" >>"$CALLS"
[ "$(wc -l <"$CALLS")" -ne "\${FAIL_AT:-0}" ] || exit 1
case $call in
  *"\${FAIL:-never}"*) exit 1 ;;
  *"\${ANSWER:-never}"*) cat "$ANSWERS/$WITH" ;;
  *'get namespace ledger '*) exit 1 ;;
  *'get namespaces '*json*) cat "$ANSWERS/namespaces" ;;
  *'[remote-dr] get persistentvolumeclaims '*json*) cat "$ANSWERS/\${HERE:-claims}" ;;
  *'get persistentvolumeclaims '*json*) cat "$ANSWERS/claims" ;;
  *'get persistentvolumes '*json*) cat "$ANSWERS/volumes" ;;
  *'get statefulsets,deployments '*) cat "$ANSWERS/sets" ;;
  *'get volumeattachments '*) cat "$ANSWERS/none" ;;
  *'get cephblockpools '*) cat "$ANSWERS/pools" ;;
  *'get volumereplications'*range*) cat "$ANSWERS/replications" ;;
  *'get networkfence '*name) echo networkfence/lost-city ;;
  *'get secret '*) echo a2V5 ;;
  *'mirror image status'*) cat "$ANSWERS/image" ;;
  *peer_list*) cat "$ANSWERS/peers" ;;
  *'sync status'*) cat "$ANSWERS/sync" ;;
  'rclone '*' lsf '*) echo etcd-snapshots-1-a.db ;;
esac
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-failover-'));
  const programs = ['kubectl', 'rclone', 'etcdutl', 'openssl', 'etcd', 'kube-apiserver', 'sleep'];
  for (const name of programs) writeFileSync(join(folder, name), FAKE, { mode: 0o700 });
  mkdirSync(join(folder, 'answers'));
  for (const [name, text] of Object.entries(ANSWERS)) writeFileSync(join(folder, 'answers', name), text);
  const manifest = join(folder, 'manifests/08-recovery/storage-mirror.k8s.yaml');
  mkdirSync(dirname(manifest), { recursive: true });
  writeFileSync(manifest, 'spec:\n  replicationState: primary\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of ['takeover', 'way-back', 'snapshot']) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, 'snapshot'));
  writeFileSync(join(folder, 'snapshot/token'), 'token');
});

/** Runs a function of the plan as a person pastes it. */
function paste(name: string, env: Readonly<Record<string, string>> = {}, last = `${name} 1`) {
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const { status, stdout, stderr } = spawnSync(env.shell ?? 'sh', ['-s'], {
    cwd: folder,
    input: [...linesOf(name), last, ''].join('\n'),
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: '/root',
      CALLS: calls,
      ANSWERS: join(folder, 'answers'),
      ...env,
    },
    encoding: 'utf8',
  });
  const made = readFileSync(calls, 'utf8').trim().split('\n');
  return { code: status, calls: made, errors: stderr, output: stdout };
}
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as { items: object[] };
const places = (calls: readonly string[], ...parts: string[]) =>
  parts.map((part) => calls.findIndex((call) => call.includes(part)));
function inOrder(calls: readonly string[], ...parts: string[]) {
  const found = places(calls, ...parts);
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
}

const BLOCKS = [
  'read_snapshot',
  'take_volumes',
  'join_realm',
  'prepare_return',
  'follow_anew',
  'follow_old',
  'exchange_roles',
  'return_buckets',
  'renew_key',
  'send_directories',
];

describe.each(BLOCKS)('%s', (name) => {
  it.each(['sh', 'bash'])('runs to its end in %s', (shell) => {
    const { code, output, errors } = paste(name, { shell, HERE: 'none' });
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(new RegExp(`${name}: done\n$`));
  });

  it('has nothing for shellcheck to find', () => {
    const { stdout } = spawnSync('shellcheck', ['--shell=sh', '--severity=warning', '--exclude=SC2034', '-'], {
      input: linesOf(name).join('\n'),
      encoding: 'utf8',
    });
    expect(stdout ?? '').toBe('');
  });

  // What may fail: questions whose answer is no, and what is asked again and again.
  const ASKED =
    /get namespace \w+ --output=name|\[production\].*get --raw=\/readyz|image status|get secret|^sleep|^etcd |^kube-apiserver |\[snapshot\] --server\S+ \S+ \S+ get --raw/;
  const CHANGES = / (?:apply|create|patch|label|scale|delete|restart|modify|remove|peer_remove|rm) |--commit/;

  it('ends where any of its commands fails, and changes nothing after it', () => {
    const whole = paste(name, { HERE: 'none' }).calls;
    const wrong = whole.flatMap((call, index) => {
      if (ASKED.test(call)) return [];
      rmSync(join(folder, 'takeover'), { recursive: true, force: true });
      rmSync(join(folder, 'way-back'), { recursive: true, force: true });
      const { code, calls, errors } = paste(name, { HERE: 'none', FAIL_AT: String(index + 1) });
      const after = calls.slice(index + 1).filter((each) => CHANGES.test(each));
      const told = new RegExp(`${name}: step \\d+ of \\d+ \\(.*\\) failed`).test(errors);
      return code === 1 && told && after.length === 0 ? [] : [{ call, code, after, told }];
    });
    expect(wrong).toEqual([]);
  });

  it('goes on from the step that failed, and knows no other', () => {
    const [first] = paste(name).calls;
    const { errors } = paste(name, { FAIL: first?.split(' ').slice(2).join(' ') ?? '' });
    if (errors !== '') expect(errors).toContain(`${name} 1.`);
    expect(paste(name, {}, `${name} 99`)).toMatchObject({ code: 2, calls: [''] });
  });
});

describe('the failover', () => {
  it('does everything in order', () => {
    const { calls, output } = paste('take_volumes', { HERE: 'none' });
    inOrder(
      calls,
      'patch cephobjectrealm bank --namespace=rook-ceph --type=merge --patch={"spec":{"pull":null}}',
      '"kind":"NetworkFence"',
      'jsonpath={.status.result}=Succeeded',
      'ceph auth rm client.mirror',
      'scale deployment/rook-ceph-rbd-mirror-a --namespace=rook-ceph --replicas=0',
      'scale statefulset/ledger --namespace=ledger --replicas=0',
      'delete persistentvolumeclaims data-0-ledger-0',
      'create -f takeover/namespace.json',
      'apply --server-side --field-manager=tripod -f takeover/volumes.json',
      'apply --server-side --field-manager=tripod -f takeover/claims.json',
      'wait persistentvolumeclaim/ledger --namespace=reports',
      'storage-mirror.k8s.yaml --selector=tripod/mirrors=volume',
      '{.status.state}=Primary',
      '--replicas=2',
      'takeover/shared-claims.json',
      'zone modify',
      'scale statefulset/ledger --namespace=ledger --replicas=1',
    );
    expect(output).toContain('LOST stray/forgotten (ceph-block)\n');
  });

  it('brings the claims that have an image, bare, and those of shared files as they are mounted', () => {
    paste('take_volumes', { HERE: 'none' });
    expect(read('takeover/claims.json').items).toEqual(
      CLAIMS.slice(0, 2).map(([namespace, name, storageClassName]) =>
        expect.objectContaining({
          metadata: { namespace, name },
          spec: { storageClassName, volumeName: `pv-${name}` },
        }),
      ),
    );
    expect(read('takeover/volumes.json').items).toHaveLength(2);
    expect(read('takeover/volumes.json').items).toMatchObject([
      {
        metadata: { name: 'pv-data-0-ledger-0' },
        spec: { claimRef: { namespace: 'ledger', name: 'data-0-ledger-0' } },
      },
      { metadata: { name: 'pv-ledger' } },
    ]);
    expect(read('takeover/namespace.json')).toMatchObject({ metadata: { name: 'ledger', labels: { team: 'ledger' } } });
    expect(read('takeover/shared-volumes.json').items).toMatchObject([
      {
        spec: {
          csi: { volumeHandle: 'pv-home', volumeAttributes: { staticVolume: 'true', rootPath: '/volumes/csi/x' } },
        },
      },
    ]);
  });

  it('names a protected claim that was not found, and leaves shared files that are here already', () => {
    const { code, errors } = paste('take_volumes', { ANSWER: 'get persistentvolumeclaims', WITH: 'none' });
    expect(code).toBe(1);
    expect(errors).toContain('ledger/data-0-ledger-0 is protected, and was not found');
    const { output } = paste('take_volumes');
    expect(output).toContain('files/home is here already, with a volume of its own');
    expect(read('takeover/shared-claims.json').items).toEqual([]);
  });

  it('goes on where the lost city is silent, and ends where it refuses its fence', () => {
    const silent = paste('take_volumes', { FAIL: '--request-timeout=20s get --raw=/readyz', HERE: 'none' });
    expect(silent.code).toBe(0);
    expect(silent.output).toContain('production does not answer as above');
    const refused = paste('take_volumes', { FAIL: '{.status.result}=Succeeded' });
    expect(refused.code).toBe(1);
    expect(refused.calls.at(-1)).toContain('get networkfence lost-city');
  });

  it('gives up on an API server that does not start, and shows why', () => {
    const { code, errors, calls } = paste('read_snapshot', { FAIL: 'get --raw=/readyz' });
    expect(code).toBe(1);
    expect(calls.filter((call) => call.startsWith('sleep'))).toHaveLength(60);
    expect(errors).toContain('kube-apiserver.log');
  });
});

describe('the way back', () => {
  it('has empty volumes give way where Ceph was built anew, before those of the other city follow', () => {
    const { calls } = paste('follow_anew');
    inOrder(
      calls,
      '[production] scale statefulset/ledger --namespace=ledger --replicas=0',
      '[production] delete volumereplications',
      '[production] delete --ignore-not-found --timeout=300s -f way-back/claims.json',
      '[production] apply --server-side --field-manager=tripod -f way-back/volumes.json',
      '[production] exec',
      '-f way-back/secondary.yaml --selector=tripod/mirrors=volume',
      '{.status.state}=Secondary',
    );
    expect(readFileSync(join(folder, 'way-back/secondary.yaml'), 'utf8')).toContain('replicationState: secondary');
  });

  it('exchanges roles once everything is over, while nothing runs', () => {
    paste('follow_old');
    const { calls } = paste('exchange_roles');
    inOrder(
      calls,
      '[production] scale deployment/writer --namespace=reports --replicas=0',
      'remote-dr.conf scale deployment/writer --namespace=reports --replicas=0',
      'get volumeattachments',
      'mirror image status block/csi-vol-0',
      'remote-dr.conf patch volumereplications.replication.storage.openshift.io ledger --namespace=reports --type=merge --patch={"spec":{"replicationState":"secondary","autoResync":false}}',
      'condition=Degraded=False',
      '[production] patch volumereplications.replication.storage.openshift.io ledger --namespace=reports --type=merge --patch={"spec":{"replicationState":"primary","autoResync":false}}',
      'remote-dr.conf delete volumereplications',
      'remote-dr.conf delete --ignore-not-found --timeout=300s -f way-back/volumes.json',
      '[production] scale deployment/writer --namespace=reports --replicas=2',
    );
    expect(calls.some((call) => call.includes('/other '))).toBe(false);
  });

  it('waits for an image that does not follow yet, and for a volume that is mounted, but not for ever', () => {
    writeFileSync(join(folder, 'answers', 'split'), '{"state":"up+error","description":"split-brain"}');
    const { code, calls, errors } = paste('follow_old', { ANSWER: 'mirror image status', WITH: 'split' });
    expect([code, calls.filter((call) => call.startsWith('sleep')).length]).toEqual([1, 240]);
    expect(errors).toMatch(/block\/csi-vol-0 does not follow:\n.*split-brain/);

    const held = { spec: { source: { persistentVolumeName: 'pv-ledger' }, nodeName: 'worker-1' } };
    writeFileSync(join(folder, 'answers', 'held'), list([held]));
    const mounted = paste('exchange_roles', { ANSWER: 'get volumeattachments', WITH: 'held' });
    expect(mounted.code).toBe(1);
    expect(mounted.errors).toContain('pv-ledger on worker-1');
  });

  it('keeps the numbers that pools had before', () => {
    paste('prepare_return');
    expect(read('way-back/mapping.json')).toMatchObject({
      kind: 'ClientProfileMapping',
      spec: { mappings: [{ blockPoolIdMapping: [['31', '4']] }] },
    });
  });

  it('lets hosts in again, and stops what would overwrite the other city', () => {
    inOrder(
      paste('prepare_return').calls,
      'patch cephfilesystem shared --namespace=rook-ceph --type=merge --patch={"spec":{"mirroring":{"peers":null}}}',
      'peer_remove shared peer-1',
      'patch networkfence lost-city --type=merge --patch={"spec":{"fenceState":"Unfenced"}}',
      '{.status.message}=unfencing operation successful',
      'delete networkfence lost-city',
      'osd blocklist ls',
    );
  });

  it('makes no zone the master while anything is behind', () => {
    writeFileSync(join(folder, 'answers', 'behind'), `${ANSWERS.sync}  data is behind on 3 shards\n`);
    const { code, calls } = paste('return_buckets', { ANSWER: 'sync status', WITH: 'behind' });
    expect(code).toBe(1);
    expect(calls.join('\n')).not.toContain('--master');
  });
});
