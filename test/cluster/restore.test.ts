import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { EtcdSnapshots } from 'tripod-iac';
import { environment } from '../support/bank';
import { freePort } from './harness/free-port';
import { poll } from './harness/poll';
import { Master } from './support/master';

const BUMP = 1_000_000_000;
const NAMES = ['a', 'b', 'c'];

let folder: string;
let masters: Master[];
let first: Master;
let snapshot: string;

const checksum = (path: string): void => {
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  writeFileSync(`${path}.sha256`, `${sum}  ${basename(path)}\n`);
};

/** Everything that a command could change, beside etcd's own files. */
const state = () =>
  masters.map(({ folder, data, manifests }) => [readdirSync(folder), readdirSync(data), readdirSync(manifests)]);

/** Keys of all members with their values, and the revision. */
const read = async (master: Master): Promise<{ keys: Record<string, string>; revision: number }> => {
  const { stdout } = await master.etcdctl('get', '', '--from-key', '--write-out=json');
  const { header, kvs = [] } = JSON.parse(stdout) as {
    header: { revision: number };
    kvs?: { key: string; value: string }[];
  };
  const text = (base64: string) => Buffer.from(base64, 'base64').toString();
  return { keys: Object.fromEntries(kvs.map(({ key, value }) => [text(key), text(value)])), revision: header.revision };
};

const everywhere = async (...args: string[]): Promise<string[]> => {
  const outputs: string[] = [];
  for (const master of masters) {
    const { code, output } = await master.restore(...args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${output}`);
    outputs.push(output);
  }
  return outputs;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-restore-'));
  const ports = await Promise.all(NAMES.flatMap(() => [freePort(), freePort()]));
  const members = NAMES.map((name, index) => ({ name, peerUrl: `http://127.0.0.1:${ports[2 * index]}` }));
  masters = members.map((member, index) => {
    const props = { environment: 'test', member, members, apiServer: 'https://127.0.0.1:6443' };
    return new Master(join(folder, member.name), props, `http://127.0.0.1:${ports[2 * index + 1]}`).start();
  });
  first = masters[0]!;
  const up = await poll(30, async () => (await first.etcdctl('get', 'health')).code === 0 || undefined);
  expect(up).toBe(true);
  await first.etcdctl('put', 'kept', 'old');
  await first.etcdctl('put', 'deleted later', 'old');
  snapshot = join(folder, 'etcd-snapshots-29921057-68vyd.db');
  expect((await first.etcdctl('snapshot', 'save', snapshot)).code).toBe(0);
  checksum(snapshot);
  await first.etcdctl('put', 'kept', 'new');
  await first.etcdctl('put', 'written later', 'new');
  await first.etcdctl('del', 'deleted later');
}, 60_000);

afterAll(async () => {
  await Promise.all((masters ?? []).map((master) => master.stop()));
  rmSync(folder, { recursive: true, force: true });
});

it('is a script to which shellcheck has nothing to say', () => {
  expect(execFileSync('shellcheck', [first.script], { encoding: 'utf8' })).toBe('');
});

it('is led by a block in the plan to which shellcheck has nothing to say', () => {
  const { steps } = new EtcdSnapshots(environment('production'), 'etcd', {
    endpoint: 'https://s3.hefei.bank.example',
    bucket: 'etcd-snapshots',
    storeSite: 'hf-a',
  });
  const block = steps.find(({ title }) => title.startsWith('Restore'))?.commands.join('\n');
  expect(block).toContain('restore_etcd 1');
  const { stdout } = spawnSync('shellcheck', ['--shell=sh', '-'], { input: `${block}\n`, encoding: 'utf8' });
  expect(stdout).toBe('');
});

describe('refuses, and changes nothing', () => {
  /** A copy of the snapshot with a fault in it. */
  const damaged = (name: string, damage: (bytes: Buffer) => Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, damage(readFileSync(snapshot)));
    return path;
  };
  const flip = (bytes: Buffer): Buffer => {
    const at = bytes.indexOf('kept') + 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
  const refused = async (args: readonly string[], reason: RegExp) => {
    const before = state();
    const { revision } = await read(first);
    const { code, output } = await first.restore(...args);
    expect(output).toMatch(reason);
    expect(code).toBe(1);
    expect(state()).toEqual(before);
    expect((await read(first)).revision).toBe(revision);
  };

  it('a flipped byte, by the checksum beside it', async () => {
    const path = damaged('flipped.db', flip);
    copyFileSync(`${snapshot}.sha256`, `${path}.sha256`);
    await refused(['prepare', path, '--token', 't'], /flipped\.db is damaged: its sha256 is [0-9a-f]{64}/);
  });

  it('a byte that was flipped before the checksum was made, by a trial', async () => {
    const path = damaged('flipped-early.db', flip);
    checksum(path);
    await refused(['prepare', path, '--token', 't'], /cannot be restored; nothing was stopped, and etcd is as it was/);
  });

  it('a file that was cut off', async () => {
    const path = damaged('short.db', (bytes) => bytes.subarray(0, bytes.length - 4096));
    checksum(path);
    await refused(['prepare', path, '--token', 't'], /cannot be restored/);
  });

  it('a snapshot without checksum', async () => {
    const path = damaged('alone.db', (bytes) => bytes);
    await refused(['prepare', path, '--token', 't'], /alone\.db\.sha256: a snapshot is not used without its checksum/);
  });

  it.each([
    [['stop'], /nothing is prepared on this host; run prepare first/],
    [['swap'], /nothing is prepared on this host; run prepare first/],
    [['prepare'], /needs the file of a snapshot/],
    [['prepare', 'no-such.db', '--token', 't'], /cannot read no-such\.db/],
    [['prepare', 'x.db', '--token', 'two words'], /needs --token with letters, digits, dots and dashes/],
    [['prepare', 'x.db'], /needs --token/],
    [['swap', '--suffix', '../x'], /--suffix takes letters/],
    [['swap', '--suffix'], /--suffix needs a value/],
    [['stop', 'now'], /unexpected now/],
    [['reboot'], /unknown command reboot/],
    [['stop', '--force'], /unknown option --force/],
    [[], /needs a command/],
  ])('%j', async (args, reason) => {
    await refused(args, reason);
  });
});

it('explains itself', async () => {
  const { code, output } = await first.restore('--help');
  expect(code).toBe(0);
  for (const command of ['prepare SNAPSHOT --token TOKEN', 'stop', 'swap', 'start-etcd', 'start-api', '--dry-run']) {
    expect(output).toContain(command);
  }
});

it('says in a dry run what it would do, and does nothing', async () => {
  const before = state();
  const { output } = await first.restore('prepare', snapshot, '--token', 'rehearsal', '--dry-run');
  expect(output).toMatch(/would run: etcdutl snapshot restore .* --bump-revision 1000000000 --mark-compacted/);
  expect((await first.restore('stop', '--dry-run')).output).toMatch(
    /would refuse here: nothing is prepared[^]*would run: mv .*kube-apiserver\.yaml[^]*would wait until kube-scheduler/,
  );
  const swap = await first.restore('swap', '--suffix', 'x', '--dry-run');
  expect(swap.output).toMatch(/would run: mv .*etcd\.yaml[^]*would run: mv -T .*\/member .*\/member\.x/);
  expect((await first.restore('start-etcd', '--dry-run')).output).toContain('etcd is in its place already');
  expect((await first.restore('start-api', '--dry-run')).output).toContain('would wait until the API server is ready');
  expect(state()).toEqual(before);
});

describe('restores all members', () => {
  it('only after all writers have stopped', async () => {
    await everywhere('prepare', snapshot, '--token', 'drill-1');
    const { code, output } = await first.restore('swap', '--suffix', 'before');
    expect(output).toMatch(/kube-apiserver is in service; run stop first, on every master/);
    expect(code).toBe(1);
    expect(first.has('etcd')).toBe(true);
    expect((await read(first)).keys['kept']).toBe('new');
  });

  it('in steps, each of which may be repeated', async () => {
    expect(await everywhere('prepare', snapshot, '--token', 'drill-1')).toEqual(
      masters.map(() => expect.stringContaining('prepared already')),
    );
    await everywhere('stop');
    await everywhere('stop');
    expect(masters.map((master) => master.has('kube-apiserver'))).toEqual([false, false, false]);
    await everywhere('swap', '--suffix', 'before');
    expect((await everywhere('swap', '--suffix', 'before'))[0]).toContain('swapped already');
    await everywhere('start-etcd');
    await everywhere('start-etcd');
    await everywhere('start-api');
    await everywhere('start-api');
    for (const pod of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler']) {
      expect(masters.map((master) => master.has(pod))).toEqual([true, true, true]);
    }
  }, 60_000);

  it('to what the snapshot holds, on every member', async () => {
    for (const master of masters) {
      expect((await read(master)).keys).toEqual({ kept: 'old', 'deleted later': 'old' });
    }
  });

  it('at a revision that no client has seen, with everything before it compacted', async () => {
    const { revision } = await read(first);
    expect(revision).toBeGreaterThan(BUMP);
    const { code, output } = await first.etcdctl('get', 'kept', `--rev=${revision - 1}`);
    expect(output).toContain('required revision has been compacted');
    expect(code).not.toBe(0);
  });

  it('into one cluster that takes writes', async () => {
    const { output } = await first.etcdctl('member', 'list');
    for (const name of NAMES) expect(output).toMatch(new RegExp(`started, ${name}, http://127`));
    expect((await first.etcdctl('put', 'after', 'restore')).code).toBe(0);
    expect((await read(masters[2]!)).keys['after']).toBe('restore');
  });

  it('and keeps the members that were there before', () => {
    for (const { data } of masters) expect(readdirSync(join(data, 'member.before')).sort()).toEqual(['snap', 'wal']);
  });
});

it('goes on with a swap that was broken off between its two renames', async () => {
  const member = { name: 'd', peerUrl: 'http://127.0.0.1:1' };
  const props = { environment: 'test', member, members: [member], apiServer: 'https://127.0.0.1:6443' };
  const alone = new Master(join(folder, 'd'), props, 'http://127.0.0.1:2');
  await alone.restore('prepare', snapshot, '--token', 'drill-2');
  mkdirSync(join(alone.data, 'member.before'));
  await alone.restore('stop');
  const { code } = await alone.restore('swap', '--suffix', 'again');
  expect(code).toBe(0);
  expect(existsSync(join(alone.data, 'member', 'snap', 'db'))).toBe(true);
  expect(readdirSync(alone.data).sort()).toEqual(['member', 'member.before', 'restored']);
});
