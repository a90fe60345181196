import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExistingMachines, type ExistingMachinesProps, TripodError } from 'tripod-iac';

const HOST = { name: 'sh-a-master-1', address: '10.10.0.2' };

/** In place of ssh: says its options, and runs the command as sshd does, by a shell. `sudo` says that it was there. */
const SSH = `#!/bin/sh
for last; do :; done
count=$#
while [ "$count" -gt 1 ]; do printf '%s ' "$1"; shift; count=$((count - 1)); done
echo
exec sh -c "$last"
`;
const SUDO = `#!/bin/sh
echo "sudo $1"
shift
exec "$@"
`;

describe('existing machines', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tripod-machines-'));
    for (const [name, text] of Object.entries({ ssh: SSH, sudo: SUDO })) {
      writeFileSync(join(folder, name), text);
      chmodSync(join(folder, name), 0o755);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a line of the plan does in a real shell. */
  const shell = (line: string, input = '') =>
    spawnSync('sh', ['-c', line], {
      env: { PATH: `${folder}:${process.env.PATH}` },
      input,
      encoding: 'utf8',
    }).stdout.split('\n');

  const COMMAND = `set -- "it's" 'a "word"' '$HOME' '\\n'; printf '[%s]' "$@"`;
  const SAID = `[it's][a "word"][$HOME][\\n]`;

  it.each<[ExistingMachinesProps, string[]]>([
    [{}, ['-n root@10.10.0.2 ', SAID]],
    [{ user: 'operator' }, ['-n operator@10.10.0.2 ', 'sudo -n', SAID]],
    [{ port: 2222 }, ['-n -p 2222 root@10.10.0.2 ', SAID]],
    [
      { user: 'ops', jump: 'ops@bastion.bank.example:2200' },
      ['-n -J ops@bastion.bank.example:2200 ops@10.10.0.2 ', 'sudo -n', SAID],
    ],
  ])('with %j run what they are told, word by word', (props, want) => {
    expect(shell(new ExistingMachines(props).run(HOST, COMMAND))).toEqual(want);
  });

  it.each([['root'], ['operator']])('pass on what is piped to them, as %s', (user) => {
    const line = new ExistingMachines({ user }).pipe(HOST, 'tr a-z A-Z && echo done');
    expect(
      shell(line, 'secret\n')
        .slice(1)
        .filter((said) => !said.startsWith('sudo')),
    ).toEqual(['SECRET', 'done', '']);
    expect(line).not.toContain('ssh -n');
  });

  it('take a host from the arguments of a function', () => {
    const line = new ExistingMachines().run({ name: '$1', address: '$2' }, 'echo "$0"');
    expect(shell(`on() { ${line}; }; on sh-a-worker-1 10.10.0.4`)).toEqual(['-n root@10.10.0.4 ', 'sh', '']);
  });

  it('say how they are reached', () => {
    const machines = new ExistingMachines({ user: 'ops', jump: 'bastion', port: 2222 });
    expect(machines.prerequisites).toEqual([
      expect.stringContaining(
        'ops logs in by SSH on port 2222 through bastion with a key, without a question, and runs every command by `sudo -n`',
      ),
    ]);
    expect(machines.provision()).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['an empty user', { user: '' }, 'user: got an empty text, want the name of a user'],
    ['a user with a command', { user: 'root; reboot' }, 'user: got root; reboot'],
    ['an option for a user', { user: '-oProxyCommand=x' }, 'fix: leave it out to log in as root'],
    ['no port', { port: 0 }, 'port: got 0, want a whole number between 1 and 65535'],
    ['a text for a port', { port: '22' }, 'port: got 22'],
    ['an option for a jump host', { jump: '-oProxyCommand=reboot' }, 'jump: got -oProxyCommand=reboot'],
    ['a list of jump hosts', { jump: ['a', 'b'] }, 'fix: for example `operator@bastion.bank.example`'],
    ['a text for props', 'root', 'got root, want an object with props'],
  ])('refuse %s', (_, props, text) => {
    const make = () => new ExistingMachines(props as ExistingMachinesProps);
    expect(make).toThrow(TripodError);
    expect(make).toThrow(text);
  });
});
