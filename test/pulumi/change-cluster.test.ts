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

const there = async (object: KubeObject) => api.get<KubeObject>(await api.path(object));
const record = async () => (await there(KUBE_SYSTEM))?.metadata['annotations'];
const say = (environment: string, owner: string) =>
  api.apply({
    ...KUBE_SYSTEM,
    metadata: { name: 'kube-system', annotations: { 'tripod/environment': environment, 'tripod/owner': owner } },
  });

async function expectRefused(running: Promise<Run>, reason: RegExp) {
  const { failure = '', errors, summary } = await running;
  expect([failure, ...errors].join('\n')).toMatch(reason);
  expect(errors.join('\n')).not.toMatch(/\n\s+at /);
  for (const op of ['update', 'delete', 'replace'] as const) expect(summary[op]).toBeUndefined();
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

  it('that was built anew is refused as often as it is tried, until it is named', async () => {
    const reason = /got a cluster whose kube-system has the uid (\S+), want \S+, as in the runs before/;
    await expectRefused(stack.tryUp({ program: program(1) }), reason);
    const again = await stack.tryUp({ program: program(1) });
    const [, uid = ''] = reason.exec([again.failure, ...again.errors].join('\n')) ?? [];
    expect(uid).not.toBe('');
    await stack.up({ program: program(1, { cluster: uid }), refresh: true });
    expect((await stack.up({ program: program(1) })).summary['create']).toBeUndefined();
    await expectRefused(stack.tryUp({ program: program(0) }), reason);
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
