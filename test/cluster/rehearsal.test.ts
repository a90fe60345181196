import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render, renderedObjects } from 'tripod-iac';
import { environment } from '../support/bank';
import type { Loose } from '../support/objects';
import { partOf } from '../support/part';
import { backupIn, HOURLY, withTenants } from '../storage/backup/store';
import { type ApiServer, binary, Client, type KubeObject, loadDefinitions, startApiServer } from './harness';
import { poll } from './harness/poll';

const POD = 'rehearse-payments-29000000-abcde';

let server: ApiServer;
/** The administrator, and the account of the rehearsals. */
let admin: Client;
let rehearsal: Client;
let token: string;
let folder: string;
let job: Loose;

const kubectl = (as: string, ...args: readonly string[]) =>
  spawnSync(binary('kubectl'), ['--kubeconfig', as, ...args], { encoding: 'utf8' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  server = await startApiServer();
  await loadDefinitions(server, ['velero.io']);
  admin = new Client(server);
  const { environment: owner } = partOf(environment('test'));
  withTenants(owner!, 'payments');
  backupIn(owner!).schedule('payments', HOURLY);
  const objects = renderedObjects(render(owner!)).map(({ json }) => json);
  const known = ({ apiVersion }: KubeObject) => !/tigera|projectcalico|snapshot/.test(apiVersion);
  for (const object of [namespace('other'), ...objects.filter(known)]) await admin.apply(object);
  job = objects.find(({ kind }) => kind === 'CronJob');
  token = kubectl(server.kubeconfig, 'create', 'token', 'rehearsal', '--namespace=velero').stdout.trim();
  rehearsal = new Client({ ...server, token });
  writeFileSync(join(folder, 'token'), token);
  writeFileSync(join(folder, 'ca.crt'), server.certificateAuthority);
  // Policies come into force some time after they were made.
  const refused = await poll(30, () => refusal(rehearsal.createDryRun(restore({ namespaceMapping: {} }))));
  expect(refused).toMatch(/a rehearsal restores claims/);
});

afterAll(async () => {
  rehearsal.close();
  admin.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

function namespace(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** A Restore as `velero restore create` makes it of the rehearsal's arguments. */
function restore(fields: object = {}): KubeObject {
  return {
    apiVersion: 'velero.io/v1',
    kind: 'Restore',
    metadata: { name: POD, namespace: 'velero' },
    spec: {
      backupName: '',
      scheduleName: 'test-payments',
      includedNamespaces: ['payments'],
      excludedNamespaces: null,
      includedResources: ['persistentvolumeclaims', 'configmaps'],
      excludedResources: null,
      namespaceMapping: { payments: 'rehearsal-payments' },
      includeClusterResources: false,
      hooks: {},
      itemOperationTimeout: '0s',
      uploaderConfig: {},
      ...fields,
    },
  };
}

function volume(name: string, of: string): KubeObject {
  const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: of, name: 'data' };
  const csi = { driver: 'rook-ceph.rbd.csi.ceph.com', volumeHandle: name };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef,
      csi,
    },
  };
}

const refusal = (answer: Promise<unknown>): Promise<string | undefined> =>
  answer.then(
    () => undefined,
    (error: Error) => error.message,
  );

/** The command of a step as its container runs it, by the real kubectl with the rehearsal's own token. */
function step(name: string) {
  const { initContainers, containers } = job.spec.jobTemplate.spec.template.spec;
  const { command } = [...initContainers, ...containers].find((container: Loose) => container.name === name);
  const [program, ...args] = command.map((word: string) => word.replace('$(POD_NAME)', POD).replace(/=\d+s$/, '=1s'));
  if (program === 'kubectl') {
    const access = [`--server=${server.url}`, `--token=${token}`, `--certificate-authority=${join(folder, 'ca.crt')}`];
    return spawnSync(binary('kubectl'), ['--kubeconfig=/dev/null', ...access, ...args], { encoding: 'utf8' });
  }
  const { hostname, port } = new URL(server.url);
  const env = {
    KUBERNETES_SERVICE_HOST: hostname,
    KUBERNETES_SERVICE_PORT: port,
    ACCOUNT: folder,
    PATH: process.env['PATH'],
  };
  return spawnSync(program, args, { encoding: 'utf8', env });
}

describe('a rehearsal may', () => {
  it('restore into its own namespace', async () => {
    expect(await refusal(rehearsal.createDryRun(restore()))).toBeUndefined();
  });

  it.each<[string, object]>([
    ['over the tenant', { namespaceMapping: {} }],
    ['into another namespace', { namespaceMapping: { payments: 'other' } }],
    ['a second namespace as it is', { includedNamespaces: ['payments', 'other'] }],
    ['all namespaces', { includedNamespaces: ['*'] }],
    ['every namespace that the backup has', { includedNamespaces: [] }],
    ['what belongs to the cluster', { includeClusterResources: true }],
    ['what belongs to the cluster, as Velero sees fit', { includeClusterResources: null }],
    ['Secrets', { includedResources: ['persistentvolumeclaims', 'secrets'] }],
    ['everything', { includedResources: [] }],
    ['over what is there', { existingResourcePolicy: 'update' }],
    ['with commands of its own', { hooks: { resources: [{ name: 'a', postHooks: [{ exec: { command: ['a'] } }] }] } }],
  ])('not restore %s', async (_, fields) => {
    expect(await refusal(rehearsal.createDryRun(restore(fields)))).toMatch(/a rehearsal restores claims and config/);
    expect(await refusal(admin.createDryRun(restore(fields)))).toBeUndefined();
  });

  it('not read Secrets, nor delete what is the tenant’s', () => {
    const may = (...args: string[]) =>
      kubectl(server.kubeconfig, 'auth', 'can-i', ...args, '--as=system:serviceaccount:velero:rehearsal').stdout.trim();
    expect([
      may('get', 'secrets', '--namespace=velero'),
      may('delete', 'persistentvolumeclaims', '--namespace=payments'),
      may('delete', 'persistentvolumes'),
      may('delete', 'persistentvolumeclaims', '--namespace=rehearsal-payments'),
    ]).toEqual(['no', 'no', 'no', 'yes']);
  });
});

describe('the steps of a rehearsal', () => {
  const policy = async (name: string) =>
    ((await admin.get(`/api/v1/persistentvolumes/${name}`)) as Loose).spec.persistentVolumeReclaimPolicy;

  it('let go of its own volumes, and of no others', async () => {
    await admin.apply(volume('restored', 'rehearsal-payments'));
    await admin.apply(volume('original', 'payments'));
    const { status, stderr, stdout } = step('release');
    expect([status, stderr, stdout]).toEqual([0, '', 'deleted with its claim: restored\n']);
    expect([await policy('restored'), await policy('original')]).toEqual(['Delete', 'Retain']);
    expect(step('release').stdout).toBe('');
  });

  it('could not let go of others', async () => {
    const original = volume('original', 'payments');
    const spec = { ...(original['spec'] as object), persistentVolumeReclaimPolicy: 'Delete' };
    expect(await refusal(rehearsal.apply({ ...original, spec }))).toMatch(
      /a rehearsal changes what becomes of its own/,
    );
    expect(await policy('original')).toBe('Retain');
  });

  it('end with a restore that was not complete', async () => {
    await admin.apply(restore());
    const phase = (to: string) =>
      kubectl(
        server.kubeconfig,
        'patch',
        `restores.velero.io/${POD}`,
        '--namespace=velero',
        '--type=merge',
        `--patch={"status":{"phase":"${to}"}}`,
      );
    expect(phase('PartiallyFailed').status).toBe(0);
    const partial = step('completed');
    expect([partial.status, partial.stderr]).toEqual([1, expect.stringContaining('timed out waiting')]);
    expect(phase('Completed').status).toBe(0);
    expect(step('completed').status).toBe(0);
  });

  it('end where there is no claim, and where one has no volume', async () => {
    expect(step('claims')).toMatchObject({ status: 1, stderr: expect.stringContaining('no matching resources') });
    const metadata = {
      name: 'data',
      namespace: 'rehearsal-payments',
      labels: { 'velero.io/restore-name': POD },
    };
    const resources = { requests: { storage: '1Gi' } };
    await admin.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata,
      spec: { accessModes: ['ReadWriteOnce'], resources },
    });
    expect(step('claims')).toMatchObject({ status: 1, stderr: expect.stringContaining('timed out') });
    const bound = ['--subresource=status', '--type=merge', '--patch={"status":{"phase":"Bound"}}'];
    kubectl(server.kubeconfig, 'patch', 'pvc/data', '--namespace=rehearsal-payments', ...bound);
    expect(step('claims').status).toBe(0);
  });

  it('clear away what was restored, and nothing else', async () => {
    const labels = { 'velero.io/restore-name': POD };
    const configuration = (name: string, of: string, more: object = {}): KubeObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: of, ...more },
    });
    await admin.apply(configuration('restored', 'rehearsal-payments', { labels }));
    await admin.apply(configuration('own', 'rehearsal-payments'));
    await admin.apply(configuration('restored', 'payments', { labels }));
    // No controller takes the finalizer off here.
    kubectl(
      server.kubeconfig,
      'patch',
      'pvc/data',
      '--namespace=rehearsal-payments',
      '--patch={"metadata":{"finalizers":null}}',
    );
    const { status, stderr } = step('clear');
    expect([status, stderr]).toEqual([0, '']);
    const left = async (of: string) =>
      ((await admin.get(`/api/v1/namespaces/${of}/configmaps`)) as Loose).items.map(
        ({ metadata }: Loose) => metadata.name,
      );
    expect([await left('rehearsal-payments'), await left('payments')]).toEqual([['own'], ['restored']]);
    expect(await admin.get('/api/v1/namespaces/rehearsal-payments/persistentvolumeclaims/data')).toBeUndefined();
  });
});
