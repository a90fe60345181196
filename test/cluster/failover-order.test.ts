import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CephMirror, EtcdSnapshots, Fence, type RunnablePlan, SitePair, Standby } from 'tripod-iac';
import { HOSTS, Ledger, sides } from '../storage/mirror/mirrored';

const realm = (name: string) => ({ ...HOSTS, realm: 'bank', bucketEndpoint: `https://s3.${name}.bank.example` });
const both = sides(realm('production'), realm('remote-dr'));
const { from, to } = both;
new EtcdSnapshots(from, 'snapshots', { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd', storeSite: 'hf-a' });
const mirror = new CephMirror(from, 'storage-mirror', both);
new Ledger(to, ['ceph-block']);
mirror.protect(new Ledger(from, ['ceph-block']));
mirror.protect({ namespace: 'reports', claims: ['ledger'] });
const { plans } = new SitePair(from, 'pair', {
  with: to,
  standby: Standby.warm(),
  fence: Fence.attested('the head of network', 'the head of data centres'),
});

type Actions = RunnablePlan['actions'];

/** Steps of a plan that somebody runs, from one id to another. */
function between(name: string, first: string, last: string): Actions {
  const actions = plans.find((plan) => plan.name === name)?.actions ?? [];
  const ids = actions.map(({ id }) => id);
  const part = actions.slice(ids.indexOf(first), ids.indexOf(last) + 1);
  return part.filter(({ commands }) => commands.length > 0);
}

const SNAPSHOT = ['fetch-snapshot', 'restore-snapshot', 'show-snapshot'];

/** What is run together. Where Ceph comes from is written down before. */
const PARTS: Readonly<Record<string, Actions>> = {
  'read the snapshot': between('city-failover', 'fetch-snapshot', 'show-snapshot'),
  'take volumes': between('city-failover', 'shut-out-hosts', 'come-back').filter(({ id }) => !SNAPSHOT.includes(id)),
  'prepare the return': between('failback', 'join-realm', 'keep-numbers'),
  follow: between('failback', 'follow-read-volumes', 'be-secondary'),
  'exchange roles': between('failback', 'read-volumes', 'resume'),
  'return buckets': between('failback', 'fetch-realm', 'buckets-begin-here'),
  'send directories': between('failback', 'renew-key', 'send-directories'),
  'step down in good order': between('switchover', 'read-volumes-1', 'all-arrived'),
  'take over in good order': between('switchover', 'pull-no-more', 'come-back'),
};

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
  *peer_list*) if grep -q peer_remove "$CALLS"; then echo '{}'; else cat "$ANSWERS/peers"; fi ;;
  *'sync status'*) cat "$ANSWERS/sync" ;;
  'rclone '*' copy '*) echo snapshot > snapshot/etcd-snapshots-1-a.db ;;
  'etcdutl '*restore*) mkdir -p snapshot/member ;;
  'rclone '*' lsf '*) echo etcd-snapshots-1-a.db ;;
esac
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-failover-'));
  const programs = ['kubectl', 'rclone', 'etcdutl', 'openssl', 'etcd', 'kube-apiserver', 'sleep'];
  for (const name of programs) writeFileSync(join(folder, name), FAKE, { mode: 0o700 });
  for (const name of ['answers', 'steps']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(ANSWERS)) writeFileSync(join(folder, 'answers', name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of ['takeover', 'way-back', 'snapshot']) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, 'snapshot'));
  writeFileSync(join(folder, 'snapshot/token'), 'token');
});

/** Runs steps one after another, as the runner does: each list a process of its own, until one fails. */
function perform(name: string, { ceph = 'old', parts = ['do'], ...env }: Settings = {}) {
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  writeFileSync(join(folder, 'ceph'), `${ceph}\n`);
  const scripts = (PARTS[name] ?? []).flatMap(({ id, check = [], commands, verify, undo }) =>
    Object.entries({ check, do: commands, verify, undo: Array.isArray(undo) ? undo : [] })
      .filter(([part, lines]) => parts.includes(part) && lines.length > 0)
      .map(([part, lines]) => {
        const file = join(folder, 'steps', `${id}.${part}`);
        writeFileSync(file, ['set -euo pipefail', ...lines, ''].join('\n'));
        return file;
      }),
  );
  const { status, stdout, stderr } = spawnSync('bash', ['-c', RUN, 'run', ...scripts], {
    cwd: folder,
    env: {
      ...process.env,
      ...{ PATH: `${folder}:${process.env.PATH}`, CALLS: calls, ANSWERS: join(folder, 'answers') },
      ...{ STATE: folder, SECRETS: '/secrets', EPOCH: '8', PREVIOUS: '7', LOST_AT: '0' },
      ...env,
    },
    encoding: 'utf8',
  });
  const made = readFileSync(calls, 'utf8').trim().split('\n');
  return { code: status, calls: made, errors: stderr, output: stdout };
}
interface Settings {
  readonly ceph?: string;
  /** Which lists of each step. @default - what it does */
  readonly parts?: readonly string[];
  readonly [variable: string]: string | readonly string[] | undefined;
}
const RUN = 'for step; do bash "$step" || { echo "failed: ${step##*/}" >&2; exit 1; }; done';
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as { items: object[] };
const places = (calls: readonly string[], ...parts: string[]) =>
  parts.map((part) => calls.findIndex((call) => call.includes(part)));
function inOrder(calls: readonly string[], ...parts: string[]) {
  const found = places(calls, ...parts);
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
}

describe.each(Object.keys(PARTS))('%s', (name) => {
  it.each(['old', 'anew'])('runs to its end where Ceph is %s', (ceph) => {
    const { code, errors } = perform(name, { ceph, HERE: 'none' });
    expect([code, errors]).toEqual([0, '']);
  });

  // What may fail: questions whose answer is no, and what is asked again and again.
  const ASKED =
    /get namespace \w+ --output=name|\[production\].*get --raw=\/readyz|image status|get secret|^sleep|^etcd |^kube-apiserver |\[snapshot\] --server\S+ \S+ \S+ get --raw/;
  const CHANGES = / (?:apply|create|patch|label|scale|delete|restart|modify|remove|peer_remove|rm) |--commit/;

  it('ends where any of its commands fails, and changes nothing after it', () => {
    const whole = perform(name, { HERE: 'none' }).calls;
    const wrong = whole.flatMap((call, index) => {
      if (ASKED.test(call)) return [];
      rmSync(join(folder, 'takeover'), { recursive: true, force: true });
      rmSync(join(folder, 'way-back'), { recursive: true, force: true });
      const { code, calls, errors } = perform(name, { HERE: 'none', FAIL_AT: String(index + 1) });
      const after = calls.slice(index + 1).filter((each) => CHANGES.test(each));
      const told = /^failed: [\w-]+\.do$/m.test(errors);
      return code === 1 && told && after.length === 0 ? [] : [{ call, code, after, told }];
    });
    expect(wrong).toEqual([]);
  });

  it('stands being run twice, and sees what it reached', () => {
    const settings = { HERE: 'none', parts: ['check', 'do', 'verify'] };
    expect(perform(name, settings)).toMatchObject({ code: 0, errors: '' });
    expect(perform(name, settings)).toMatchObject({ code: 0, errors: '' });
  });
});

describe('the failover', () => {
  it('does everything in order', () => {
    const { calls, output } = perform('take volumes', { HERE: 'none' });
    inOrder(
      calls,
      '"kind":"NetworkFence"',
      'jsonpath={.status.result}=Succeeded',
      'patch cephobjectrealm bank --namespace=rook-ceph --type=merge --patch={"spec":{"pull":null}}',
      'ceph auth rm client.mirror',
      'scale deployment/rook-ceph-rbd-mirror-a --namespace=rook-ceph --replicas=0',
      'scale statefulset/ledger --namespace=ledger --replicas=0',
      'delete persistentvolumeclaims data-0-ledger-0',
      'create -f takeover/namespace.json',
      'apply --server-side --field-manager=tripod -f takeover/volumes.json',
      'apply --server-side --field-manager=tripod -f takeover/claims.json',
      'wait persistentvolumeclaim/ledger --namespace=reports',
      '"replicationState":"primary"',
      '{.status.state}=Primary',
      '--replicas=2',
      'takeover/shared-claims.json',
      'zone modify',
      'scale statefulset/ledger --namespace=ledger --replicas=1',
    );
    expect(output).toContain('LOST stray/forgotten (ceph-block)\n');
  });

  it('brings the claims that have an image, bare, and those of shared files as they are mounted', () => {
    perform('take volumes', { HERE: 'none' });
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
    const { code, errors } = perform('take volumes', { ANSWER: 'get persistentvolumeclaims', WITH: 'none' });
    expect(code).toBe(1);
    expect(errors).toContain('ledger/data-0-ledger-0 is protected, and was not found');
    const { output } = perform('take volumes');
    expect(output).toContain('files/home is here already, with a volume of its own');
    expect(read('takeover/shared-claims.json').items).toEqual([]);
  });

  it('goes on where the lost city is silent, and ends where it refuses its fence', () => {
    const silent = perform('take volumes', { FAIL: '--request-timeout=20s get --raw=/readyz', HERE: 'none' });
    expect(silent.code).toBe(0);
    expect(silent.output).toContain('production does not answer: its power and links must be off');
    const refused = perform('take volumes', { FAIL: '{.status.result}=Succeeded' });
    expect(refused.code).toBe(1);
    expect(refused.calls.at(-1)).toContain('get networkfence lost-city');
  });

  it('gives up on an API server that does not start, and shows why', () => {
    const { code, errors, calls } = perform('read the snapshot', { FAIL: 'get --raw=/readyz' });
    expect(code).toBe(1);
    expect(calls.filter((call) => call.startsWith('sleep'))).toHaveLength(60);
    expect(errors).toContain('kube-apiserver.log');
  });
});

describe('the way back', () => {
  it('has empty volumes give way where Ceph was built anew, before those of the other city follow', () => {
    const { calls } = perform('follow', { ceph: 'anew' });
    inOrder(
      calls,
      '[production] scale statefulset/ledger --namespace=ledger --replicas=0',
      '[production] delete volumereplications',
      '[production] delete --ignore-not-found --timeout=300s -f way-back/claims.json',
      '[production] apply --server-side --field-manager=tripod -f way-back/volumes.json',
      '[production] exec',
      '"replicationState":"secondary"',
      '{.status.state}=Secondary',
    );
  });

  it('exchanges roles once everything is over, while nothing runs', () => {
    perform('follow');
    const { calls } = perform('exchange roles');
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
    const { code, calls, errors } = perform('follow', { ANSWER: 'mirror image status', WITH: 'split' });
    expect([code, calls.filter((call) => call.startsWith('sleep')).length]).toEqual([1, 240]);
    expect(errors).toMatch(/block\/csi-vol-0 does not follow:\n.*split-brain/);

    const held = { spec: { source: { persistentVolumeName: 'pv-ledger' }, nodeName: 'worker-1' } };
    writeFileSync(join(folder, 'answers', 'held'), list([held]));
    const mounted = perform('exchange roles', { ANSWER: 'get volumeattachments', WITH: 'held' });
    expect(mounted.code).toBe(1);
    expect(mounted.errors).toContain('pv-ledger on worker-1');
  });

  it('keeps the numbers that pools had before', () => {
    perform('prepare the return');
    expect(read('way-back/mapping.json')).toMatchObject({
      kind: 'ClientProfileMapping',
      spec: { mappings: [{ blockPoolIdMapping: [['31', '4']] }] },
    });
  });

  it('lets hosts in again, and stops what would overwrite the other city', () => {
    inOrder(
      perform('prepare the return', { parts: ['do', 'verify'] }).calls,
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
    const { code, calls } = perform('return buckets', { ANSWER: 'sync status', WITH: 'behind' });
    expect(code).toBe(1);
    expect(calls.join('\n')).not.toContain('--master');
  });
});
