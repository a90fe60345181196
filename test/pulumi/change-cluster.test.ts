import { readFileSync } from 'node:fs';
import type { DeployOptions } from 'tripod-iac/pulumi';
import { type ApiServer, startApiServer, type KubeObject } from '../cluster/harness';
import { deploying, type Square, square } from './change/town';
import { Api, Engine, type Run, type TestStack } from './harness';

const KUBE_SYSTEM = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } };
const MARKET = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'market', namespace: 'town' } };

let servers: readonly ApiServer[];
let api: Api;
let engine: Engine;
let stack: TestStack;
beforeAll(async () => {
  [servers, engine] = await Promise.all([Promise.all([startApiServer(), startApiServer()]), Engine.start()]);
  api = new Api(servers[0]!);
  stack = await engine.stack('production', program(0));
}, 90_000);
afterAll(async () => {
  api?.close();
  await engine?.stop();
  await Promise.all(servers?.map((server) => server.stop()) ?? []);
});

function program(cluster: number, options: Partial<DeployOptions> = {}, props: Square = {}) {
  const kubeconfig = readFileSync(servers[cluster]!.kubeconfig, 'utf8');
  return deploying(() => square({ secret: true, ...props }), {
    kubeconfig,
    secrets: { 'town/gate': 'open-sesame' },
    ...options,
  });
}

const there = (object: KubeObject) => api.read(object);
const record = async () => (await there(KUBE_SYSTEM))?.metadata['annotations'];
const say = (environment: string, owner: string) =>
  api.apply({
    ...KUBE_SYSTEM,
    metadata: { name: 'kube-system', annotations: { 'tripod/environment': environment, 'tripod/owner': owner } },
  });

async function expectRefused(running: Promise<Run>, reason: RegExp) {
  const { failure = '', errors, steps } = await running;
  expect([failure, ...errors].join('\n')).toMatch(reason);
  expect(errors.join('\n')).not.toMatch(/\n\s+at /);
  expect(steps.filter(({ type, op }) => type.startsWith('kubernetes:') && op !== 'read')).toEqual([]);
}

describe('a cluster', () => {
  it('of another environment is refused, in a preview too, and nothing is made in it', async () => {
    await say('remote-dr', 'files');
    const reason = /production\/cluster {2}got the cluster of remote-dr, want that of production; fix: /;
    await expectRefused(stack.tryPreview({ program: program(0) }), reason);
    await expectRefused(stack.tryUp(), reason);
    expect(await there(MARKET)).toBeUndefined();
    expect(await record()).toMatchObject({ 'tripod/environment': 'remote-dr' });
  });

  it('that is applied from files is refused, until it is taken over', async () => {
    await say('production', 'files');
    await expectRefused(
      stack.tryUp({ program: program(0) }),
      /got a cluster that is applied from files, want one owner/,
    );
    expect(await there(MARKET)).toBeUndefined();
    await stack.up({ program: program(0, { adopt: true }) });
    expect(await record()).toMatchObject({ 'tripod/environment': 'production', 'tripod/owner': 'pulumi' });
    expect(await there(MARKET)).toBeDefined();
  });

  it('that is taken over already needs no leave for it', async () => {
    expect((await stack.up({ program: program(0, { adopt: true }) })).output).toMatch(/pulumi config rm tripod:adopt/);
    const run = await stack.up({ program: program(0) });
    expect(Object.keys(run.summary).sort()).toEqual(['read', 'same']);
  });

  it('that the files have taken back is refused, though the leave to take it over still stands', async () => {
    await say('production', 'files');
    const program0 = program(0, { adopt: true });
    await expectRefused(
      stack.tryUp({ program: program0 }),
      /got a cluster that the files have taken over from this stack/,
    );
    expect(await record()).toMatchObject({ 'tripod/owner': 'files' });
  });

  it('that is another one is refused as often as it is tried, and a refresh does not lead there', async () => {
    const reason = /got a cluster whose kube-system has the uid \S+, want \S+, as in the runs before/;
    const other = new Api(servers[1]!);
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'town' } };
    await other.apply(namespace);
    await other.apply({ ...MARKET, data: { goods: 'of the others' } });
    await say('production', 'pulumi');
    for (let time = 0; time < 2; time++) await expectRefused(stack.tryUp({ program: program(1) }), reason);
    // What a refused run leaves in the state must not lead anybody to the other cluster.
    await stack.refresh();
    await expectRefused(stack.tryUp({ program: program(1) }), reason);
    const { steps } = await stack.up({ program: program(0) });
    expect(steps.filter(({ op }) => op === 'create' || op === 'delete')).toEqual([]);
    expect(await other.read(MARKET)).toMatchObject({ data: { goods: 'of the others' } });
    other.close();
  });

  it('that was built anew is taken by a stack that has forgotten the old one', async () => {
    await stack.inner.workspace.removeStack('production', { force: true });
    stack = await engine.stack('production', program(1));
    await stack.up();
    const anew = new Api(servers[1]!);
    expect(await anew.read(KUBE_SYSTEM)).toMatchObject({
      metadata: { annotations: { 'tripod/environment': 'production', 'tripod/owner': 'pulumi' } },
    });
    anew.close();
    expect(await there(MARKET)).toBeDefined();
  });
});

it('no secret is told by a run that reads them from the state, not even in the debug log', async () => {
  const { output } = await stack.up({ program: program(1), debug: true });
  expect(output).not.toContain('open-sesame');
  expect(output).not.toContain(Buffer.from('open-sesame').toString('base64'));
  const token = /token: (\S+)/.exec(readFileSync(servers[1]!.kubeconfig, 'utf8'))?.[1] ?? 'no token';
  expect(output).not.toContain(token);
  expect(output).toContain('it may hold secrets');
  expect(JSON.stringify(await stack.exportState())).not.toContain('open-sesame');
});
