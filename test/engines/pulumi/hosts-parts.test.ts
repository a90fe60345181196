import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { archive } from '../../../lib/engines/pulumi/hosts/files/archive';
import { inTurn } from '../../../lib/engines/pulumi/hosts/steps/in-turn';
import { KnownHosts } from '../../../lib/engines/pulumi/hosts/ssh/known-hosts';
import { quiet } from '../../../lib/engines/pulumi/hosts/ssh/quiet';

describe('an archive', () => {
  const unpack = (files: readonly { path: string; text: string }[], path: string) =>
    execFileSync('tar', ['-xOf', '-', path], { input: archive(files) }).toString();

  it.each([
    ['a short path', 'a/b'],
    ['a path that is cut in two', `${'folder/'.repeat(15)}${'n'.repeat(90)}`],
    ['letters of several bytes', '文件/鼎'],
  ])('is read by tar, with %s', (_, path) => {
    expect(unpack([{ path, text: 'content of 鼎\n' }], path)).toBe('content of 鼎\n');
  });

  it.each([[0], [511], [512], [513], [20_000]])('keeps %d bytes', (length) => {
    expect(unpack([{ path: 'file', text: 'x'.repeat(length) }], 'file')).toBe('x'.repeat(length));
  });

  it('is the same whatever the order of its files', () => {
    const [a, b] = [
      { path: 'a', text: '1' },
      { path: 'b', text: '2' },
    ];
    expect(archive([b, a]).equals(archive([a, b]))).toBe(true);
  });

  it('refuses a name without room', () => {
    expect(() => archive([{ path: 'n'.repeat(101), text: '' }])).toThrow('too long for an archive');
  });
});

describe('known hosts', () => {
  it.each<[string, string, string[], number]>([
    ['by address', '10.0.0.1 ssh-ed25519 A', ['10.0.0.1'], 22],
    ['by one of its names', 'host,10.0.0.1 ssh-ed25519 A', ['other', 'HOST'], 22],
    ['with a port', '[10.0.0.1]:2222 ssh-ed25519 A', ['10.0.0.1'], 2222],
    ['with the better type first', 'h ssh-rsa B\nh ssh-ed25519 A\n# h ssh-ed25519 C', ['h'], 22],
  ])('are found %s', (_, text, names, port) => {
    expect(new KnownHosts(text).of(names, port)[0]).toEqual({
      hosts: expect.anything(),
      type: 'ssh-ed25519',
      key: 'A',
    });
  });

  it.each<[string, string, number]>([
    ['under another port', '10.0.0.1 ssh-ed25519 A', 2222],
    ['revoked', '@revoked 10.0.0.1 ssh-ed25519 A', 22],
    ['of an authority', '@cert-authority 10.0.0.1 ssh-ed25519 A', 22],
    ['without a key', '10.0.0.1 ssh-ed25519', 22],
    ['of a type that nobody uses any more', '10.0.0.1 ssh-dss A', 22],
    ['of a host whose address begins alike', '10.0.0.10 ssh-ed25519 A', 22],
  ])('are none %s', (_, text, port) => {
    expect(new KnownHosts(text).of(['10.0.0.1'], port)).toEqual([]);
  });

  it('are found where ssh-keygen has hashed their names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tripod-known-'));
    const path = join(folder, 'known_hosts');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
    const [type = '', key = ''] = readFileSync(join(folder, 'key.pub'), 'utf8').split(' ');
    writeFileSync(path, `10.0.0.1 ${type} ${key}\n[10.0.0.2]:2222 ${type} ${key}\n`);
    execFileSync('ssh-keygen', ['-q', '-H', '-f', path], { stdio: 'ignore' });
    const known = new KnownHosts(readFileSync(path, 'utf8'));
    rmSync(folder, { recursive: true });
    expect(known.of(['10.0.0.1'], 22)).toHaveLength(1);
    expect(known.of(['10.0.0.2'], 2222)).toHaveLength(1);
    expect(known.of(['10.0.0.3'], 22)).toEqual([]);
  });
});

describe('a quiet command', () => {
  const run = (command: string) => spawnSync('sh', ['-c', quiet(command)], { input: 'given', encoding: 'utf8' });

  it('says nothing when it succeeds', () => {
    expect(run('cat; echo said; echo more >&2')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('says its last lines, and ends as it did, when it fails', () => {
    const { status, stdout, stderr } = run('seq 100; exit 7');
    expect([status, stdout]).toEqual([7, '']);
    expect(stderr.split('\n')).toEqual([...Array.from({ length: 40 }, (_, index) => String(index + 61)), '']);
  });

  it('reads what it is given', () => {
    expect(run('[ "$(cat)" = given ]').status).toBe(0);
  });
});

it('in turn, so many and no more run at once, and each waits for one that is sure to end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, width) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const waits = inTurn(items, width, (item, before: readonly { item: number; on: readonly number[] }[]) => ({
        item,
        on: before.map((each) => each.item),
      }));
      expect(waits.map(({ on }) => on)).toEqual(items.map((item) => (item < width ? [] : [item - width])));
    }),
  );
});
