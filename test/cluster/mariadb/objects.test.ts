import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fence, planDocuments, renderedObjects, render } from 'tripod-iac';
import { ledgers } from '../../recovery/mariadb/ledgers';
import { smallPlan } from '../../recovery/plan/small-plan';
import { object } from '../../support/objects';
import { type ApiServer, Client, startApiServer } from '../harness';

const { from, to, ledger, copy } = ledgers({ replicas: 2 });
const folder = mkdtempSync(join(tmpdir(), 'tripod-mariadb-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shellcheck = (text: string) => {
  writeFileSync(join(folder, 'script.sh'), text);
  return spawnSync('shellcheck', ['-s', 'bash', join(folder, 'script.sh')], { encoding: 'utf8' }).stdout;
};

describe('scripts', () => {
  it.each([ledger, copy])('of a member pass shellcheck', (side) => {
    expect(shellcheck(object(side, 'ConfigMap').data['member.sh'])).toBe('');
  });

  it.each([ledger, copy])('of the steps of plans pass it too', ({ holder }) => {
    const actions = [
      ...[...holder.look(), ...holder.close(), ...holder.open(Fence.executed())],
      ...[...holder.rescue(), ...holder.rebuild(), ...holder.verify()],
    ];
    const documents = planDocuments(smallPlan({ actions })).filter(({ path }) => path.includes('/steps/'));
    expect(documents.length).toBe(actions.length);
    expect(documents.map(({ text }) => shellcheck(text)).join('')).toBe('');
  });

  it.each([ledger, copy])('of the steps beside plans pass it too', ({ steps }) => {
    for (const { commands } of steps) expect(shellcheck(`set -eu\nSECRETS=$1\n${commands.join('\n')}\n`)).toBe('');
  });
});

it('is configured as the real server reads it', () => {
  // Where the group is, its start says.
  const start = '[mariadbd]\nwsrep_cluster_address = gcomm://\n';
  writeFileSync(join(folder, 'my.cnf'), `${object(ledger, 'ConfigMap').data['my.cnf']}${start}`);
  const file = `--defaults-file=${join(folder, 'my.cnf')}`;
  const { status, stdout, stderr } = spawnSync('mariadbd', [file, '--user=root', '--help', '--verbose'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, expect.anything()]);
  expect(stderr).not.toMatch(/unknown|ambiguous|\[ERROR\]/);
  const read = (name: string) => new RegExp(`^${name} +(.*)$`, 'm').exec(stdout)?.[1];
  expect(['read-only', 'gtid-strict-mode', 'sync-binlog', 'wsrep-gtid-mode', 'skip-name-resolve'].map(read)).toEqual([
    ...['TRUE', 'TRUE', '1', 'TRUE', 'TRUE'],
  ]);
});

describe('a real API server', () => {
  let server: ApiServer;
  let client: Client;

  beforeAll(async () => {
    server = await startApiServer();
    client = new Client(server);
  });
  afterAll(async () => {
    client.close();
    await server.stop();
  });

  it.each([from, to])('accepts all objects, without a warning', async (environment) => {
    const objects = renderedObjects(render(environment)).map(({ json }) => json);
    expect(objects.length).toBeGreaterThan(3);
    for (const each of objects) expect(await client.apply(each)).toMatchObject({ warnings: [] });
    for (const each of objects.filter(({ kind }) => kind !== 'Namespace')) await client.delete(each);
  });
});
