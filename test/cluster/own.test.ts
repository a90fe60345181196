import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Calico, files, render } from 'tripod-iac';
import { environment } from '../support/bank';
import { type ApiServer, binary, Client, startApiServer } from './harness';

const KUBE_SYSTEM = '/api/v1/namespaces/kube-system';
const OURS = { 'tripod/environment': 'production', 'tripod/owner': 'files' };
const PULUMIS = { 'tripod/environment': 'production', 'tripod/owner': 'pulumi' };

let server: ApiServer;
let client: Client;
let folder: string;
beforeAll(async () => {
  server = await startApiServer();
  client = new Client(server);
  folder = mkdtempSync(join(tmpdir(), 'tripod-own-'));
  const production = environment('production');
  new Calico(production, 'network');
  const script = files(render(production)).find(({ path }) => path === 'own.sh');
  writeFileSync(join(folder, 'own.sh'), script?.text ?? '');
}, 60_000);
afterAll(async () => {
  client?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

/** Runs the script as the plan does. */
function own(...args: readonly string[]) {
  const PATH = [dirname(binary('kubectl')), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH, KUBECONFIG: server.kubeconfig };
  const { status, stdout, stderr } = spawnSync('sh', [join(folder, 'own.sh'), ...args], { env, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

async function annotations(): Promise<unknown> {
  const found = await client.get<{ readonly metadata: { readonly annotations?: object } }>(KUBE_SYSTEM);
  return found?.metadata.annotations ?? {};
}

/** Has the cluster say whose it is, as whoever applied it wrote it down. */
async function say(annotations: object): Promise<void> {
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system', annotations } });
}

it('a cluster that says nothing becomes ours, and stays so at the second run', async () => {
  expect(own('--dry-run')).toEqual({ status: 0, said: expect.stringMatching(/becomes that of production/) });
  expect(await annotations()).toEqual({});
  expect(own().status).toBe(0);
  expect(await annotations()).toEqual(OURS);
  expect(own()).toEqual({ status: 0, said: 'the cluster is that of production, applied from files\n' });
});

it('the record is taken off at the end of a tear-down, and nothing else', async () => {
  const annotate = ['annotate', 'namespace', 'kube-system', 'a=b', `--kubeconfig=${server.kubeconfig}`];
  expect(spawnSync(binary('kubectl'), annotate).status).toBe(0);
  expect(own('--release', '--dry-run').status).toBe(0);
  expect(await annotations()).toEqual({ ...OURS, a: 'b' });
  expect(own('--release').status).toBe(0);
  expect(await annotations()).toEqual({ a: 'b' });
  expect(own('--release')).toEqual({ status: 0, said: 'nobody owns this cluster\n' });
});

it.each([[[]], [['--adopt']], [['--release']]])(
  'the cluster of another environment is refused: own.sh %s',
  async (args) => {
    const theirs = { 'tripod/environment': 'remote-dr', 'tripod/owner': 'files' };
    await say(theirs);
    expect(own(...args)).toEqual({
      status: 1,
      said: expect.stringMatching(/this is the cluster of remote-dr, not of/),
    });
    expect(await annotations()).toMatchObject(theirs);
  },
);

it('a cluster that Pulumi applies is refused, until it is taken over', async () => {
  await say(PULUMIS);
  expect(own()).toEqual({ status: 1, said: expect.stringMatching(/applied by Pulumi.*own\.sh --adopt/) });
  expect(own('--release').status).toBe(1);
  expect(await annotations()).toMatchObject(PULUMIS);
  expect(own('--adopt')).toEqual({
    status: 0,
    said: expect.stringMatching(/pulumi stack rm --force --preserve-config production/),
  });
  expect(await annotations()).toMatchObject(OURS);
  expect(own().status).toBe(0);
});

it('what it does not understand is refused before anything is done', () => {
  expect(own('--force')).toEqual({ status: 1, said: expect.stringMatching(/unknown argument --force/) });
  expect(own('--adopt', '--release').status).toBe(1);
});

it('a cluster that cannot be read is not taken for one that says nothing', () => {
  const { status, stderr } = spawnSync('sh', [join(folder, 'own.sh')], {
    env: { PATH: [dirname(binary('kubectl')), process.env['PATH']].join(delimiter), KUBECONFIG: '/dev/null' },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/the cluster cannot be read; point KUBECONFIG to that of production/);
});
