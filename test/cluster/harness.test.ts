import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiServer, binary, Client, type KubeObject, loadDefinitions, startApiServer } from './harness';
import { poll } from './harness/poll';

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'storage' } };
const pool = (spec: object): KubeObject => ({
  apiVersion: 'ceph.rook.io/v1',
  kind: 'CephBlockPool',
  metadata: { name: 'replicated', namespace: 'storage' },
  spec,
});

/** Whether a process of that number runs. */
const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a real API server', () => {
  let server: ApiServer;
  let client: Client;

  beforeAll(async () => {
    server = await startApiServer();
    client = new Client(server);
    expect(await loadDefinitions(server, ['ceph.rook.io'])).toBeGreaterThan(10);
    await client.apply(namespace);
  }, 150_000);

  afterAll(async () => {
    client?.close();
    await server?.stop();
  });

  it('takes a good object, twice the same', async () => {
    const good = pool({ failureDomain: 'host', replicated: { size: 3 } });
    const { object, warnings } = await client.apply(good);
    expect(warnings).toEqual([]);
    expect(object.spec).toMatchObject({ replicated: { size: 3 } });
    expect((await client.apply(good)).object.metadata.resourceVersion).toBe(object.metadata.resourceVersion);
  });

  it('refuses a field that the definition does not know, and names it', async () => {
    const wrong = pool({ replicated: { size: 3, copies: 3 } });
    await expect(client.apply(wrong)).rejects.toThrow(
      /^apply CephBlockPool storage\/replicated: .*\.spec\.replicated\.copies/,
    );
    await expect(client.createDryRun(wrong)).rejects.toThrow(/unknown field "spec.replicated.copies"/);
  });

  it('refuses to change what another manager owns', async () => {
    const labelled = (owner: string) => ({ ...namespace, metadata: { name: 'storage', labels: { owner } } });
    execFileSync(binary('kubectl'), ['--kubeconfig', server.kubeconfig, 'label', 'namespace', 'storage', 'owner=a']);
    await expect(client.apply(labelled('b'))).rejects.toThrow(/409 .*conflict.*\.metadata\.labels\.owner/);
    await expect(client.apply(labelled('a'))).resolves.toBeDefined();
  });

  it('hands on what the server warns of', async () => {
    const metadata = { name: 'old', namespace: 'default' };
    const { warnings } = await client.createDryRun({ apiVersion: 'v1', kind: 'Endpoints', metadata });
    expect(warnings).toEqual(['v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice']);
  });

  it('stores nothing in a dry run', async () => {
    const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'dry', namespace: 'default' } };
    const { object: answer } = await client.createDryRun({ ...object, spec: { ports: [{ port: 80 }] } });
    expect(answer.spec).toMatchObject({ type: 'ClusterIP' });
    expect(await client.get(await client.path(object))).toBeUndefined();
  });

  it('deletes, also what is not there', async () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'short-lived', namespace: 'default' } };
    await client.apply(object);
    await client.delete(object);
    await client.delete(object);
    expect(await client.get(await client.path(object))).toBeUndefined();
  });

  it.each([
    [{ ...namespace, kind: 'Nonsense' }, 'the server has no kind Nonsense in v1'],
    [{ ...namespace, metadata: { name: 'a', namespace: 'b' } }, 'cluster-scoped'],
    [{ ...pool({}), metadata: { name: 'a' } }, 'metadata.namespace is missing'],
  ])('refuses an object that has no place', async (object, reason) => {
    await expect(client.apply(object)).rejects.toThrow(reason);
  });

  it('leaves neither process nor file', async () => {
    const { pids, kubeconfig } = server;
    expect(Object.values(pids).map(runs)).toEqual([true, true]);
    await server.stop();
    expect(Object.values(pids).map(runs)).toEqual([false, false]);
    expect(existsSync(kubeconfig)).toBe(false);
  });
});

it('says why a server did not start', async () => {
  await expect(startApiServer({ flags: ['--no-such-flag'] })).rejects.toThrow(
    /kube-apiserver ended.*\n[^]*unknown flag: --no-such-flag/,
  );
});

it('leaves nothing when the test itself is killed', async () => {
  const program = `
    const { Keeper } = require(${JSON.stringify(join(__dirname, 'harness', 'keeper.ts'))});
    const keeper = new Keeper();
    console.log(JSON.stringify({ folder: keeper.folder, pid: keeper.start('sleep', '/bin/sleep', ['60']) }));
    setTimeout(() => undefined, 60_000);`;
  const test = spawn(process.execPath, ['--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(test.stdout, 'data')) as [Buffer];
  const { folder, pid } = JSON.parse(line.toString()) as { folder: string; pid: number };
  expect(runs(pid)).toBe(true);

  test.kill('SIGKILL');

  expect(await poll(5, () => Promise.resolve((!runs(pid) && !existsSync(folder)) || undefined))).toBe(true);
}, 20_000);
