import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { files, render, renderedObjects } from 'tripod-iac';
import { environment } from '../support/bank';
import { partOf } from '../support/part';
import { backupIn, HOURLY, withTenants } from '../storage/backup/store';
import { type ApiServer, Client, loadDefinitions, startApiServer } from './harness';
import { renderings } from './support/environments';

const ALERT = { name: 'A', severity: 'warning', summary: 'x', mend: 'y' } as const;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alerts-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What Prometheus' own tool says to the rule files of an environment. */
function promtool(rendering: ReturnType<typeof render>): { readonly status: number | null; readonly said: string } {
  const rules = files(rendering).filter(({ path }) => path.startsWith('alerts/'));
  if (rules.length === 0) return { status: 0, said: '' };
  const paths = rules.map(({ path, text }) => {
    const file = join(folder, rendering.environment.name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
  const { status, stdout, stderr, error } = spawnSync('promtool', ['check', 'rules', ...paths], { encoding: 'utf8' });
  if (error) throw error;
  return { status, said: `${stdout}${stderr}` };
}

it.each(renderings().map((rendering) => [rendering.environment.name, rendering] as const))(
  'alerts of %s are read by promtool',
  (_, rendering) => {
    const { status, said } = promtool(rendering);
    expect(status === 0 ? '' : said).toBe('');
  },
);

it('alerts of backups are read by promtool', () => {
  const part = partOf(environment());
  withTenants(part.environment!, 'payments');
  const backup = backupIn(part.environment!);
  backup.schedule('payments', HOURLY);
  const { status, said } = promtool(render(part.environment!));
  expect([status, said.match(/SUCCESS: \d+ rules found/g)]).toEqual([
    0,
    ['SUCCESS: 1 rules found', 'SUCCESS: 4 rules found'],
  ]);
});

it.each([
  ['an expression', { ...ALERT, expression: 'up ==' }, /unexpected end of input/],
  ['a template', { ...ALERT, expression: 'up == 0', summary: '{{ $labels.x | nothing }}' }, /function "nothing" not/],
])('promtool refuses %s that nobody can read', (_, alert, message) => {
  const part = partOf(environment('test'));
  part.alert(alert);
  const { status, said } = promtool(render(part.environment!));
  expect(status).not.toBe(0);
  expect(said).toMatch(message);
});

describe('with the Prometheus operator', () => {
  let server: ApiServer;
  let client: Client;

  beforeAll(async () => {
    server = await startApiServer();
    await loadDefinitions(server, ['monitoring.coreos.com']);
    client = new Client(server);
  });

  afterAll(async () => {
    client.close();
    await server.stop();
  });

  it('rules and monitors are accepted without a warning', async () => {
    const part = partOf(environment('remote-dr', { prometheusOperator: true }));
    withTenants(part.environment!, 'payments');
    backupIn(part.environment!, { storeSite: 'sh-t' }).schedule('payments', HOURLY);
    const all = renderedObjects(render(part.environment!)).map(({ json }) => json);
    const monitoring = all.filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'));
    const namespaces = all.filter(({ kind }) => kind === 'Namespace');
    expect(monitoring.map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      'PodMonitor velero',
      'PrometheusRule velero',
      'PrometheusRule backup',
    ]);
    for (const object of [...namespaces, ...monitoring]) expect((await client.apply(object)).warnings).toEqual([]);
  });
});
