import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Action, ExistingMachines, Fence, PHASES, planDocuments, render, Standby } from 'tripod-iac';
import { hostFile } from '../support/control-plane';
import { coldPair, WITNESS } from '../recovery/standby/cold';
import { freePort } from './harness/free-port';
import { poll } from './harness/poll';

const machines = new ExistingMachines({ user: 'tripod', jump: 'bastion.bank.example' });
const pair = coldPair({
  cold: { machines },
  snapshots: { caBundle: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' },
});
const holders = Standby.cold({ snapshots: pair.snapshots }).holders(pair.production, pair.remoteDr, {
  fence: Fence.self(),
  witness: WITNESS,
});
const rendering = render(pair.remoteDr);
const SCRIPTS = ['tripod-api', 'tripod-standby', 'tripod-clean'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-standby-'));
  for (const name of SCRIPTS) script(name);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A script of a host, as it lies there. */
function script(name: string, change = (text: string): string => text): string {
  const path = join(folder, name);
  writeFileSync(path, change(hostFile(rendering, 'hf-a-master-1', `/usr/local/sbin/${name}`)), { mode: 0o700 });
  chmodSync(path, 0o700);
  return path;
}

const shellcheck = (input: string, shell: string): string =>
  spawnSync('shellcheck', [`--shell=${shell}`, '-'], { input, encoding: 'utf8' }).stdout;

/** Everything that holders do, in a plan. */
function plan(fence: Fence, from: 0 | 1) {
  const [old, taking] = [holders[from], holders[1 - from]!];
  const actions: Action[] = [
    ...taking.look(),
    ...old.close(),
    ...taking.open(fence),
    ...taking.verify(),
    ...old.rescue(),
    ...taking.rebuild(),
  ];
  return planDocuments({
    name: 'switchover',
    kind: 'switchover',
    title: 'Switch',
    from: old.side,
    to: taking.side,
    epoch: WITNESS.read(),
    fence,
    actions: PHASES.flatMap((phase) => actions.filter((action) => action.phase === phase)),
    decidedBy: 'the head of operations',
    approvals: 1,
  });
}

describe('shellcheck has nothing to say', () => {
  it.each(SCRIPTS)('to %s', (name) => expect(shellcheck(readFileSync(join(folder, name), 'utf8'), 'bash')).toBe(''));

  it.each([
    ['from the one side', Fence.self(), 0],
    ['from the other one', Fence.executed(), 1],
  ] as const)(
    'to the steps of a plan, %s',
    (_, fence, from) => {
      const steps = plan(fence, from).filter(({ path }) => path.includes('/steps/'));
      expect(steps.length).toBeGreaterThan(9);
      const said = steps
        .map(({ path, text }) => [path, shellcheck(text, 'bash')])
        .filter(([, complaints]) => complaints !== '');
      expect(said).toEqual([]);
    },
    120_000,
  );

  it('to what a person pastes', () => {
    const steps = [pair.production, pair.remoteDr]
      .flatMap(({ components }) => components)
      .flatMap((component) => component.steps);
    const own = steps.filter(({ title }) => /wait for the cluster|guard/.test(title));
    expect(own).toHaveLength(5);
    for (const { commands } of own) expect(shellcheck(`${commands.join('\n')}\n`, 'sh')).toBe('');
  });
});

it('has units that systemd takes', () => {
  const units = ['tripod-guard.service', 'tripod-closed.service'].map((name) => {
    const text = hostFile(rendering, 'hf-a-master-1', `/etc/systemd/system/${name}`);
    const path = join(folder, name);
    writeFileSync(
      path,
      text.replaceAll('/usr/local/sbin/tripod-api', '/bin/true').replaceAll('/usr/local/bin/tripod-agent', '/bin/true'),
    );
    return path;
  });
  const { stderr } = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' });
  expect(stderr.split('\n').filter((line) => line.includes('tripod'))).toEqual([]);
});

describe('scripts refuse', () => {
  const refused = (name: string, args: readonly string[]) =>
    spawnSync(join(folder, name), args, {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        KUBERNETES_DIR: folder,
        ETCD_DATA_DIR: join(folder, 'data'),
        TRIPOD_DIR: join(folder, 'tripod'),
      },
    });

  it.each([
    ['tripod-api', [], /needs a command/],
    ['tripod-api', ['reboot'], /unknown command reboot/],
    ['tripod-api', ['open', 'now'], /unexpected now/],
    ['tripod-api', ['open'], /no member of etcd in .*: nothing to serve/],
    ['tripod-api', ['epoch', '0'], /whole number from 1 on, not '0'/],
    ['tripod-api', ['epoch', '2;reboot'], /whole number from 1 on/],
    ['tripod-api', ['epoch'], /whole number from 1 on, not ''/],
    ['tripod-standby', ['rest'], /needs the program crictl|needs --suffix/],
    ['tripod-standby', ['rest', '--suffix', '../x'], /needs the program crictl|needs --suffix/],
    ['tripod-standby', ['make', 'now'], /unexpected now/],
    ['tripod-standby', ['sleep'], /unknown command sleep/],
    ['tripod-standby', ['fingerprint'], /pki\/ca.crt is missing/],
    ['tripod-standby', ['ready'], /apiserver.crt is missing/],
    ['tripod-clean', ['everything'], /unknown command everything/],
    ['tripod-clean', ['take-over', 'now'], /unexpected now/],
  ])('%s %j', (name, args, reason) => {
    const { status, stderr } = refused(name, args);
    expect(stderr).toMatch(reason);
    expect(status).toBe(1);
  });

  it.each(SCRIPTS)('nothing to who asks %s for help', (name) => {
    const { status, stdout } = refused(name, ['--help']);
    expect([status, stdout]).toEqual([0, expect.stringContaining(`Usage: ${name} COMMAND`)]);
  });
});

describe('closing', () => {
  it('ends whoever listens, within the limit of the guard, also while the container runtime hangs', async () => {
    const port = await freePort();
    const place = mkdtempSync(join(folder, 'master-'));
    const listen = `require('net').createServer().listen(${port}, '127.0.0.1')`;
    const server = spawn(process.execPath, ['-e', listen], { stdio: 'ignore' });
    const path = script('tripod-api', (text) => text.replaceAll(':6443', `:${port}`));
    mkdirSync(join(place, 'manifests'));
    mkdirSync(join(place, 'bin'));
    writeFileSync(join(place, 'manifests', 'kube-apiserver.yaml'), 'name: kube-apiserver\n');
    writeFileSync(join(place, 'bin', 'crictl'), '#!/bin/sh\nexec sleep 60\n', { mode: 0o700 });
    const env = {
      PATH: `${place}/bin:/usr/sbin:${process.env.PATH}`,
      KUBERNETES_DIR: place,
      TRIPOD_DIR: join(place, 'tripod'),
    };
    const run = (...args: readonly string[]) => spawnSync(path, args, { encoding: 'utf8', env });
    try {
      const open = await poll(10, () =>
        Promise.resolve(
          run('closed').status === 1 && spawnSync('ss', ['-Hltn', `sport = :${port}`], { encoding: 'utf8' }).stdout
            ? true
            : undefined,
        ),
      );
      expect(open).toBe(true);
      const began = Date.now();
      expect(run('close')).toMatchObject({ status: 0, stderr: '' });
      expect(Date.now() - began).toBeLessThan(3000);
      expect(run('closed').status).toBe(0);
      expect(existsSync(join(place, 'restore/parked/kube-apiserver.yaml'))).toBe(true);
      expect(run('close').status).toBe(0);
    } finally {
      server.kill('SIGKILL');
    }
  }, 60_000);

  it('takes what an interrupted restart has put aside, and keeps the newer manifest', () => {
    const place = mkdtempSync(join(folder, 'master-'));
    for (const [path, text] of [
      ['manifests/kube-apiserver.yaml', 'new'],
      ['restore/parked/kube-apiserver.yaml', 'old'],
      ['parked/kube-scheduler.yaml', 'aside'],
    ] as const) {
      mkdirSync(join(place, path, '..'), { recursive: true });
      writeFileSync(join(place, path), text);
    }
    mkdirSync(join(place, 'bin'));
    writeFileSync(join(place, 'bin', 'crictl'), '#!/bin/sh\n', { mode: 0o700 });
    const path = script('tripod-api', (text) => text.replaceAll(':6443', ':1'));
    const env = {
      PATH: `${place}/bin:/usr/sbin:${process.env.PATH}`,
      KUBERNETES_DIR: place,
      TRIPOD_DIR: join(place, 'tripod'),
    };
    expect(spawnSync(path, ['close'], { encoding: 'utf8', env })).toMatchObject({ status: 0 });
    const parked = (pod: string) => readFileSync(join(place, 'restore/parked', `${pod}.yaml`), 'utf8');
    expect([parked('kube-apiserver'), parked('kube-scheduler')]).toEqual(['new', 'aside']);
    expect(existsSync(join(place, 'parked/kube-scheduler.yaml'))).toBe(false);
    spawnSync(path, ['epoch', '7'], { env });
    expect(readFileSync(join(place, 'tripod/epoch'), 'utf8')).toBe('7 remote-dr\n');
    expect(spawnSync(path, ['status'], { encoding: 'utf8', env }).stdout).toBe('closed 7\n');
  });
});
