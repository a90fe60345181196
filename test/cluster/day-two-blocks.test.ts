import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Calico, ControlPlane, type PlanStep, render } from 'tripod-iac';
import { block } from '../../lib/hosts/plan/block';
import { cityOf } from '../support/control-plane';

const SHELLS = ['sh', 'bash'];

/**
 * ssh, kubectl and tar that do nothing but write down how they were called, and no patience. From call $FAIL on
 * each of them fails, as when the network is gone; before it they say what the commands wait for.
 */
const STAND_IN = `#!/bin/sh
case "\${0##*/} $*" in sleep*) exit 0 ;; seq*) echo 1 2 3; exit 0 ;; *" -n "*) ;; ssh*) while read -r _; do :; done ;; esac
call="\${0##*/} $*"
case $call in *'
'*) call=$(printf '%s' "$call" | tr '\\n' ' ') ;; esac
exec 9>>"$STATE/log"
flock 9
echo "$call" >&9
calls=0
while read -r _; do calls=$((calls + 1)); done <"$STATE/log"
[ "$calls" -lt "\${FAIL:-999999}" ] || exit 1
case "$*" in
  *bootID*) echo "$calls" ;;
  *"encryption list"*) cat "$STATE/keys" ;;
  *"echo wiped"*) echo "\${WORD-wiped}" ;;
esac
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-blocks-'));
  for (const name of ['ssh', 'kubectl', 'tar', 'sleep', 'seq']) {
    writeFileSync(join(folder, name), STAND_IN);
    chmodSync(join(folder, name), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pastes lines into a shell. */
function paste(shell: string, lines: readonly string[], env: Readonly<Record<string, string>> = {}) {
  rmSync(join(folder, 'log'), { force: true });
  const { stdout, stderr, status } = spawnSync(shell, [], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, STATE: folder, ...env },
  });
  const log = join(folder, 'log');
  const calls = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return { calls, said: `${stdout}${stderr}`, status };
}

const owner = cityOf({ masters: 3, vip: '10.0.0.100' });
new ControlPlane(owner, 'control-plane', { endpoint: 'api.bank.example', interface: 'bond0', upgradeFrom: '1.33.8' });
new Calico(owner, 'network');
const steps: readonly PlanStep[] = render(owner)
  .components.flatMap(({ component }) => component.steps)
  .filter(({ when }) => when === 'later');

/** The blocks of the plan by their names, each with what must have been pasted before. */
const blocks = steps.flatMap(({ title, commands }, index) => {
  const [, name] = /^(\w+) 1$/m.exec(commands.join('\n')) ?? [];
  // Blocks of one procedure share their functions.
  const before = title.startsWith('Upgrade') ? steps.slice(0, index).flatMap((step) => step.commands) : [];
  return name === undefined ? [] : [[name, commands, before.filter((text) => !/^\w+ 1$/.test(text))] as const];
});

describe.each(SHELLS)('a block that is pasted into %s', (shell) => {
  const lines = block(
    'three',
    ['one', 'two', 'three'].map((at) => ({ at, command: `ssh ${at} true && ssh ${at} again` })),
  );

  it('runs its lines in order, and says that it is done', () => {
    const { calls, said } = paste(shell, lines);
    expect(calls).toEqual(['one', 'two', 'three'].flatMap((at) => [`ssh ${at} true`, `ssh ${at} again`]));
    expect(said).toBe('three: done\n');
  });

  it.each([1, 2, 3, 4, 5, 6])('ends at call %d where that fails, says where, and goes on from there', (fail) => {
    const { calls, said } = paste(shell, lines, { FAIL: String(fail) });
    const failed = Math.ceil(fail / 2);
    expect(calls).toHaveLength(fail);
    expect(said).toBe(
      `three: line ${failed} of 3 failed, ${['one', 'two', 'three'][failed - 1]}; nothing after it was done. When its cause is mended: three ${failed}\n`,
    );
    const again = paste(shell, [...lines.slice(0, -1), `three ${failed} || echo failed`]);
    expect(again.calls).toHaveLength(2 * (4 - failed));
    expect(again.said).toBe('three: done\n');
  });

  it('is no success where it fails, and takes numbers only', () => {
    const failing = paste(shell, [...lines.slice(0, -1), 'three 2 || echo failed'], { FAIL: '1' });
    expect(failing.said).toMatch(/\nfailed\n|^failed\n/);
    const wrong = paste(shell, [...lines.slice(0, -1), 'three two']);
    expect(wrong.said).toBe('three: two is no line of it, 1 to 3\n');
    expect(wrong.calls).toEqual([]);
  });
});

it('stands in the plan wherever a line must not follow one that failed', () => {
  expect(blocks.map(([name]) => name)).toEqual([
    'check_upgrade',
    'upgrade_masters',
    'upgrade_kubelets',
    'upgrade_others',
    'renew',
    'add_masters',
    'leave_out',
    'forget_master',
    'restart_api_servers',
    'reboot_hosts',
    'exchange_key',
    'remove_key',
  ]);
});

/** Calls that do more than look. */
const changes = (calls: readonly string[]) => calls.filter((call) => !/^kubectl get|^kubectl wait|--check$/.test(call));

describe.each(SHELLS)(
  'in %s, wherever the network goes while it runs, nothing is done for a later line by',
  (shell) => {
    it.each(blocks)('%s', (name, commands, before) => {
      writeFileSync(
        join(folder, 'keys'),
        name === 'remove_key' ? 'key2 ab writes\nkey1 cd\n' : 'key1 cd writes\nkey2 ab\n',
      );
      const all = [...before, ...commands];
      const at = all.lastIndexOf(`${name} 1`);
      const whole = paste(shell, all);
      expect(whole.said).toContain(`${name}: done\n`);
      const wanted = changes(whole.calls);
      expect(wanted.length).toBeGreaterThan(0);
      // The shells differ in how they read a block, not in every call: one of them goes through all.
      const stride = shell === 'sh' ? 1 : Math.max(1, whole.calls.length - 1);
      for (let fail = 1; fail <= whole.calls.length; fail += stride) {
        const { said, calls } = paste(shell, all, { FAIL: String(fail) });
        const [, failed] = new RegExp(`${name}: line (\\d+) of \\d+ failed`).exec(said) ?? [];
        // What comes after the block only looks.
        if (failed === undefined) {
          expect(changes(whole.calls.slice(fail - 1))).toEqual([]);
          continue;
        }
        expect(said).not.toContain(`${name}: done`);
        const later = changes(paste(shell, all.with(at, `${name} ${Number(failed) + 1}`)).calls);
        const allowed = wanted.slice(0, wanted.length - later.length);
        expect(changes(calls).filter((call) => !allowed.includes(call))).toEqual([]);
      }
    });
  },
);

describe('a key that differs', () => {
  const [, exchange] = blocks.find(([name]) => name === 'exchange_key')!;
  const [, remove] = blocks.find(([name]) => name === 'remove_key')!;
  const with_ = (commands: readonly string[], keys: string) => {
    writeFileSync(join(folder, 'keys'), keys);
    return paste('sh', commands);
  };

  it('is written by nobody, where a master lacks it', () => {
    const { calls, said } = with_(exchange, 'key1 cd writes\n');
    expect(said).toMatch(
      /not all masters have the same key key2; they have:\n(key1 cd writes\n){3}exchange_key: line 4/,
    );
    expect(calls.filter((call) => call.includes('encryption first'))).toEqual([]);
  });

  it('goes only when all masters write with the same other one', () => {
    const { calls, said } = with_(remove, 'key1 cd writes\nkey2 ab\n');
    expect(said).toContain('not all masters write with the same other key than key1');
    expect(calls.filter((call) => call.includes('encryption remove'))).toEqual([]);
  });
});

describe.each([
  ['leave', 'Remove a master, 2'],
  ['remove', 'Remove a worker'],
])('%s', (name, title) => {
  const { commands } = steps.find((step) => step.title.startsWith(title))!;
  const go = (env: Readonly<Record<string, string>> = {}) => paste('sh', [...commands, `${name} lost 10.0.0.9`], env);

  it('asks for the name first, and forgets the Node last, once the host has said that it is wiped', () => {
    const { calls } = go();
    expect(calls[0]).toContain('uname -n');
    const [wipe, forget] = calls.slice(-2);
    expect(wipe).toMatch(/uname -n.*kubeadm reset --force.*echo wiped && systemctl reboot/);
    expect(forget).toBe('kubectl delete node lost');
  });

  it.each(['', '255'])('keeps the Node where the host says %p', (WORD) => {
    const { calls, said } = go({ WORD });
    expect(said).toContain('lost was not wiped');
    expect(calls.filter((call) => call.includes('delete node'))).toEqual([]);
  });

  it('touches nothing that has another name', () => {
    const { calls, said } = go({ FAIL: '1' });
    expect(calls).toHaveLength(1);
    expect(said).toContain('10.0.0.9 does not answer as lost; nothing was done there');
  });

  it('compares the name on the host before it wipes', () => {
    const wipe = go()
      .calls.find((call) => call.includes('kubeadm reset'))!
      .replace(/^ssh \S+ /, '');
    const rules = 'kubeadm() { echo reset >&2; }; systemctl() { :; }; rm() { :; }; uname() { echo "$own"; };';
    const on = (own: string) =>
      spawnSync('sh', ['-c', `${rules} ${wipe}`], { input: 'lost\n', encoding: 'utf8', env: { ...process.env, own } });
    expect(on('lost')).toMatchObject({ stdout: 'wiped\n', stderr: 'reset\n', status: 0 });
    expect(on('lost.bank.example')).toMatchObject({ stdout: 'wiped\n' });
    expect(on('other')).toMatchObject({ stdout: '', stderr: 'this host is called other, not lost\n', status: 1 });
  });
});
