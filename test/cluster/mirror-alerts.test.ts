import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Alert, CephMirror } from 'tripod-iac';
import { HOSTS, sides } from '../storage/mirror/mirrored';

const SYNCED = 'ceph_cephfs_mirror_peers_snaps_synced{ceph_daemon="fs-mirror"}';
const DIRECTORIES = 'ceph_cephfs_mirror_mirrored_filesystems_directory_count{ceph_daemon="fs-mirror"}';

const [BEYOND, DOWN] = ['CephMirrorSharedBeyondObjective', 'CephMirrorSharedDaemonDown'];

/** Series in the words of promtool, a sample a minute, over 200 minutes. */
const CASES: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['a snapshot an hour', { [SYNCED]: '0x60 2x60 4x60 6x20', [DIRECTORIES]: '2x200' }, []],
  ['one of four directories', { [SYNCED]: '0x60 1x60 2x60 3x20', [DIRECTORIES]: '4x200' }, [BEYOND]],
  ['three of four that are given up', { [SYNCED]: '0x60 1x60 2x60 3x20', [DIRECTORIES]: '4x150 1x50' }, []],
  ['snapshots that stopped', { [SYNCED]: '0x30 1x170', [DIRECTORIES]: '2x200' }, [BEYOND]],
  ['none ever', { [SYNCED]: '0x200', [DIRECTORIES]: '2x200' }, [BEYOND]],
  ['none yet, of a first volume', { [SYNCED]: '0x200', [DIRECTORIES]: '0x150 1x50' }, []],
  ['no volume at all', { [SYNCED]: '0x200', [DIRECTORIES]: '0x200' }, []],
  ['no daemon ever', {}, [DOWN]],
  ['a daemon that is gone', { [SYNCED]: '5x180 _x20', [DIRECTORIES]: '2x180 _x20' }, [BEYOND, DOWN]],
];

const realm = (name: string) => ({ ...HOSTS, realm: 'bank', bucketEndpoint: `https://s3.${name}.bank.example` });
const both = sides(realm('prod'), realm('dr'));
const mirror = new CephMirror(both.from, 'storage-mirror', both);
mirror.protect({ namespace: 'a', claims: ['b', 'c'] }, { independent: true });
const received = both.to.components.flatMap(({ alerts }) => alerts);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-alerts-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Asks promtool which of some alerts fire, 195 minutes on; tells what it finds wrong. */
function check(alerts: readonly Alert[], series: Readonly<Record<string, string>>, firing: readonly string[]): string {
  const rules = alerts.map(({ name, expression, for: hold }) => ({
    alert: name,
    expr: expression,
    for: `${hold?.toSeconds() ?? 0}s`,
  }));
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
  return status === 0 ? '' : `${stdout}${stderr}`;
}

it.each(CASES)('%s of shared files', (_, series, firing) => {
  const shared = mirror.alerts.filter(({ name }) => [BEYOND, DOWN].includes(name));
  expect(check(shared, series, firing)).toBe('');
});

const JOB = 'kube_cronjob_status_last_successful_time{namespace="rook-ceph", cronjob="mirror-directories"}';
const CLAIM = (name: string, storageClass = 'ceph-block') =>
  `kube_persistentvolumeclaim_info{namespace="a", persistentvolumeclaim="${name}", storageclass="${storageClass}"}`;
const IMAGE = (name: string) =>
  `ceph_rbd_mirror_snapshot_image_local_timestamp{pool="block", image="${name}", instance="x"}`;
const FROM = (name: string) => `ceph_data_sync_from_zone_${name}{source_zone="remote-dr", instance="x"}`;
const SYNC = { [FROM('fetch_errors')]: '0x200', [FROM('poll_errors')]: '0x200' };

it.each<[string, string, Readonly<Record<string, string>>, boolean]>([
  ['the job for directories succeeds', 'CephMirrorDirectoriesMissed', { [JOB]: '0+60x200' }, false],
  ['the job for directories fails', 'CephMirrorDirectoriesMissed', { [JOB]: '0x200' }, true],
  ['the job for directories never succeeded', 'CephMirrorDirectoriesMissed', {}, true],
  ['all images follow', 'CephMirrorVolumesMissing', { [IMAGE('b')]: '0x200', [IMAGE('c')]: '0x200' }, false],
  ['an image is missing', 'CephMirrorVolumesMissing', { [IMAGE('b')]: '0x200' }, true],
  ['nothing was joined', 'CephMirrorVolumesMissing', {}, true],
  ['claims are protected', 'CephMirrorClaimUnprotected', { [CLAIM('b')]: '1x200', [CLAIM('c')]: '1x200' }, false],
  ['a claim nobody protects', 'CephMirrorClaimUnprotected', { [CLAIM('b')]: '1x200', [CLAIM('d')]: '1x200' }, true],
  ['a claim of another class', 'CephMirrorClaimUnprotected', { [CLAIM('d', 'local')]: '1x200' }, false],
  ['objects come', 'CephMirrorBucketsFail', SYNC, false],
  ['objects do not come', 'CephMirrorBucketsFail', { ...SYNC, [FROM('fetch_errors')]: '0+1x200' }, true],
  ['gateways there do not answer', 'CephMirrorBucketsFail', { ...SYNC, [FROM('poll_errors')]: '0+1x200' }, true],
  ['gateways ask', 'CephMirrorBucketsSilent', { [FROM('poll_latency_count')]: '0+1x200' }, false],
  ['gateways ask no more', 'CephMirrorBucketsSilent', { [FROM('poll_latency_count')]: '0+1x100 100x100' }, true],
  ['no gateway is there', 'CephMirrorBucketsSilent', {}, true],
])('%s: %s', (_, name, series, firing) => {
  const alerts = [...mirror.alerts, ...received].filter((alert) => alert.name === name).slice(0, 1);
  expect(alerts).toHaveLength(1);
  expect(check(alerts, series, firing ? [name] : [])).toBe('');
});
