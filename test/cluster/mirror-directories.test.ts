import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { object } from '../support/objects';
import { HOSTS, mirrored } from '../storage/mirror/mirrored';

const [container] = object(mirrored({}, HOSTS).mirror, 'CronJob').spec.jobTemplate.spec.template.spec.containers;

/** Stands for Ceph's tool: it lists what a case has, and writes down what it is asked to change. */
const CEPH = `#!/bin/bash
while [ "$1" != fs ]; do shift; done
case "$*" in
  'fs subvolume ls shared csi --format=json') cat "$ANSWERS/volumes" ;;
  'fs snapshot mirror ls shared') cat "$ANSWERS/mirrored" ;;
  'fs snap-schedule list /volumes/csi --recursive --fs shared') test -s "$ANSWERS/scheduled" && cat "$ANSWERS/scheduled" ;;
  *) echo "$*" >> "$ANSWERS/calls"; test -z "$FAILS" || { echo "$FAILS" >&2; exit 1; } ;;
esac
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mirror-directories-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the job where these volumes are there, mirrored and scheduled. */
function run(volumes: string | undefined, mirroredPaths: readonly string[], scheduled: readonly string[], fails = '') {
  const names = volumes?.split(' ').map((name) => ({ name }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('volumes', names === undefined ? 'nonsense' : JSON.stringify(names));
  write('mirrored', JSON.stringify(mirroredPaths));
  write('scheduled', scheduled.map((line) => `${line}\n`).join(''));
  write('calls', '');
  write('ceph', CEPH);
  chmodSync(join(folder, 'ceph'), 0o755);
  const env = {
    PATH: `${folder}:${process.env['PATH']}`,
    ANSWERS: folder,
    FAILS: fails,
    KEY: 'key',
    MONITORS: 'monitors',
  };
  const script = (container.command[2] as string).replaceAll('/tmp/', `${folder}/job-`);
  const { status, stderr } = spawnSync('bash', ['--norc', '-c', script], { env, encoding: 'utf8' });
  return { status, stderr, calls: readFileSync(join(folder, 'calls'), 'utf8').split('\n').filter(Boolean) };
}

it('registers what is missing, and nothing else', () => {
  expect(run('a b', ['/volumes/csi/a'], ['/volumes/csi/a 1h 24n'])).toEqual({
    status: 0,
    stderr: '',
    calls: [
      'fs snap-schedule add /volumes/csi/b 1h --fs shared',
      'fs snap-schedule retention add /volumes/csi/b n 24 --fs shared',
      'fs snapshot mirror add shared /volumes/csi/b',
    ],
  });
});

it('asks nothing more where all is there', () => {
  expect(run('a', ['/volumes/csi/a', '/other'], ['/volumes/csi/a 1h 24n', '/other 1d '])).toMatchObject({
    status: 0,
    calls: [],
  });
});

it('lets go of what is gone', () => {
  expect(
    run('a', ['/volumes/csi/a', '/volumes/csi/b'], ['/volumes/csi/a 1h 24n', '/volumes/csi/b 1h 24n']),
  ).toMatchObject({
    status: 0,
    calls: ['fs snapshot mirror remove shared /volumes/csi/b', 'fs snap-schedule remove /volumes/csi/b --fs shared'],
  });
});

it('lets go of nothing where the volumes cannot be listed', () => {
  const { status, calls } = run(undefined, ['/volumes/csi/a'], []);
  expect(status).not.toBe(0);
  expect(calls).toEqual([]);
});

it.each([
  ['a', [], 'Error EEXIST: directory is already tracked', 0],
  ['a', [], 'Error ENOTSUP: module is not enabled', 1],
  ['a', [], 'Error ENOENT: no such directory', 1],
])('volume %s, mirrored %j: %s ends with %d', (volumes, paths, answer, status) => {
  expect(run(volumes, paths, [], answer).status).toBe(status);
});
