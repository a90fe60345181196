import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOSTS, mirrored } from '../storage/mirror/mirrored';

const SYNCED = 'ceph_cephfs_mirror_peers_snaps_synced{ceph_daemon="fs-mirror"}';
const DIRECTORIES = 'ceph_cephfs_mirror_mirrored_filesystems_directory_count{ceph_daemon="fs-mirror"}';

const [BEYOND, DOWN] = ['CephMirrorSharedBeyondObjective', 'CephMirrorSharedDaemonDown'];

/** Series in the words of promtool, a sample a minute, over 200 minutes. */
const CASES: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['a snapshot an hour', { [SYNCED]: '0x60 1x60 2x60 3x20', [DIRECTORIES]: '2x200' }, []],
  ['snapshots that stopped', { [SYNCED]: '0x30 1x170', [DIRECTORIES]: '2x200' }, [BEYOND]],
  ['none ever', { [SYNCED]: '0x200', [DIRECTORIES]: '2x200' }, [BEYOND]],
  ['none yet, of a first volume', { [SYNCED]: '0x200', [DIRECTORIES]: '0x150 1x50' }, []],
  ['no volume at all', { [SYNCED]: '0x200', [DIRECTORIES]: '0x200' }, []],
  ['no daemon ever', {}, [DOWN]],
  ['a daemon that is gone', { [SYNCED]: '5x180 _x20', [DIRECTORIES]: '2x180 _x20' }, [BEYOND, DOWN]],
];

const { alerts } = mirrored({}, HOSTS).mirror;
const rules = alerts
  .filter(({ name }) => [BEYOND, DOWN].includes(name))
  .map(({ name, expression, for: hold }) => ({ alert: name, expr: expression, for: `${hold?.toSeconds() ?? 0}s` }));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-alerts-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it.each(CASES)('%s of shared files', (_, series, firing) => {
  const rule = join(folder, 'rules.json');
  writeFileSync(rule, JSON.stringify({ groups: [{ name: 'mirror', rules }] }));
  const test = {
    rule_files: [rule],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
            eval_time: '195m',
            exp_samples: firing.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
          },
        ],
      },
    ],
  };
  const file = join(folder, 'test.json');
  writeFileSync(file, JSON.stringify(test));
  const { status, stdout, stderr, error } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
  if (error) throw error;
  expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
});
