import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { ElasticStack } from 'tripod-iac';
import { rolloverDays } from '../../lib/observability/elastic/retention';
import { environment } from '../support/bank';
import { object } from '../support/objects';

const volumes = { storageClassName: 'block', shared: false };

function config(retention?: Duration): Record<string, string> {
  const component = new ElasticStack(environment(), 'logging', { volumes, retention });
  return object(component, 'ConfigMap', 'log-retention').data;
}

it.each([
  [1, 1],
  [184, 1],
  [200, 1],
  [201, 2],
  [3650, 19],
])('%d days of logs begin a new index every %d days', (days, want) => {
  expect(rolloverDays(Duration.days(days))).toBe(want);
});

it('is six months, however long they are', () => {
  expect(JSON.parse(config()['policy.json'] ?? '').policy.phases.delete.min_age).toBe('184d');
});

it('deletes after as many days as were asked for', () => {
  expect(JSON.parse(config(Duration.days(30))['policy.json'] ?? '').policy).toEqual({
    phases: {
      hot: { min_age: '0ms', actions: { rollover: { max_age: '1d', max_primary_shard_size: '50gb' } } },
      delete: { min_age: '30d', actions: { delete: {} } },
    },
  });
});

it('gives new indices the policy, and those that are there', () => {
  const { 'template.json': template = '', 'settings.json': settings = '' } = config();
  const index = { 'lifecycle.name': 'tripod-logs', number_of_replicas: 1 };
  expect(JSON.parse(template)).toEqual({ template: { settings: { index: { ...index, number_of_shards: 2 } } } });
  expect(JSON.parse(settings)).toEqual({ index });
});

/** The script, run by a real bash with a `curl` that only notes what it is asked. */
describe('the script', () => {
  let home: string;
  const run = (status = 0) => {
    writeFileSync(join(home, 'curl'), `#!/bin/sh\n{ cat; printf '%s\\n' "$*"; } >> ${home}/calls\nexit ${status}\n`);
    chmodSync(join(home, 'curl'), 0o755);
    const env = { PATH: `${home}:${process.env.PATH}`, PASSWORD: 'secret' };
    execFileSync('bash', ['-c', config()['apply.sh'] ?? ''], { env, stdio: 'pipe' });
  };
  const calls = () => readFileSync(join(home, 'calls'), 'utf8').trim().split('\n');

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'tripod-retention-'));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  it('puts policy, template and settings in this order, and the password into no argument', () => {
    run();
    const lines = calls();
    expect(lines.filter((_, index) => index % 2 === 0)).toEqual(Array(3).fill('user = "elastic:secret"'));
    const asked = lines.filter((_, index) => index % 2 === 1);
    expect(asked.map((line) => line.split(' ').slice(-2).join(' '))).toEqual([
      '@/retention/policy.json https://elasticsearch-es-http.logging.svc:9200/_ilm/policy/tripod-logs',
      '@/retention/template.json https://elasticsearch-es-http.logging.svc:9200/_component_template/logs@custom',
      '@/retention/settings.json https://elasticsearch-es-http.logging.svc:9200/logs-*/_settings?ignore_unavailable=true&expand_wildcards=open,hidden',
    ]);
    expect(asked.join()).not.toContain('secret');
  });

  it('fails with the first request that does, so that the job does', () => {
    expect(() => run(22)).toThrow();
    expect(calls()).toHaveLength(2);
  });
});
