import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ControlPlaneProps, EncryptionAtRest, Etcd, ExistingMachines, type PlanStep } from 'tripod-iac';
import { checkUpgrade } from '../../lib/hosts/day-two/check';
import { refusal } from '../../lib/hosts/day-two/skew';
import type { Settings } from '../../lib/hosts/settings/settings';
import { formatProblem, Problems } from '../../lib/errors';
import { rendered } from '../support/control-plane';
import { apiServersFit, kubeletFits } from '../support/skew';

type Name = 'production' | 'remote-dr' | 'test';

/** What the plan of an environment keeps for later. */
function later(props: Partial<ControlPlaneProps> = {}, name: Name = 'production'): readonly PlanStep[] {
  const { components } = rendered(name, props);
  const { component } = components.find(({ component }) => component.node.id === 'control-plane')!;
  return component.steps.filter(({ when }) => when === 'later');
}

/** The commands below the titles that begin so, in order. */
function commands(steps: readonly PlanStep[], title: string): readonly string[] {
  return steps.filter((step) => step.title.startsWith(title)).flatMap((step) => step.commands);
}

/** What the lines of a block run, one that stands alone included. */
function inner(lines: readonly string[]): readonly string[] {
  return lines.map((line) => /^ {2}\[ "\$from" -gt \d+ \] \|\| \{ (.*); \} \|\| stopped \d+ '/.exec(line)?.[1] ?? line);
}

/** Every text stands behind the one before. */
function inOrder(lines: readonly string[], texts: readonly string[]): void {
  const all = lines.join('\n');
  let from = 0;
  const missing = texts.filter((text) => {
    const found = all.indexOf(text, from);
    from = found < 0 ? from : found + text.length;
    return found < 0;
  });
  expect(missing).toEqual([]);
}

describe('versions', () => {
  it.each([
    ['1.33.8', '1.34.4', undefined],
    ['1.34.1', '1.34.4', undefined],
    ['1.34.4', '1.34.4', undefined],
    ['1.32.9', '1.34.4', 'skipped minor'],
    ['1.35.0', '1.34.4', 'downgrade'],
    ['1.34.5', '1.34.4', 'downgrade'],
    ['0.34.4', '1.34.4', 'other major'],
    ['1.34', '1.34.4', 'no version'],
    ['1.34.0-rc.1', '1.34.4', 'no version'],
    ['latest', '1.34.4', 'no version'],
  ])('from %s to %s: %s', (from, to, want) => {
    expect(refusal(from, to)).toBe(want);
  });

  it.each([
    ['1.34.4', ['1.34.4'], true],
    ['1.31.0', ['1.34.4'], true],
    ['1.30.0', ['1.34.4'], false],
    ['1.35.0', ['1.34.4'], false],
    // While API servers differ, the oldest and the newest of them count.
    ['1.34.4', ['1.34.4', '1.33.8'], false],
    ['1.31.0', ['1.34.4', '1.33.8'], true],
    ['1.30.0', ['1.34.4', '1.33.8'], false],
  ])('a kubelet %s beside API servers %j: %s', (kubelet, servers, want) => {
    expect(kubeletFits(kubelet, servers)).toBe(want);
  });

  it.each([
    [['1.34.4', '1.33.8'], true],
    [['1.34.4', '1.32.0'], false],
  ])('API servers %j side by side: %s', (versions, want) => {
    expect(apiServersFit(versions)).toBe(want);
  });

  it('are refused with what to do', () => {
    const found = (upgradeFrom: unknown) => {
      const problems = new Problems('production/control-plane');
      checkUpgrade({ environment: { distribution: { kubernetes: '1.34.4' } }, upgradeFrom } as Settings, problems);
      return problems.all.map(formatProblem).join('\n');
    };
    expect(found(undefined)).toBe('');
    expect(found('1.33.8')).toBe('');
    expect(found('1.31.2')).toMatch(
      /upgradeFrom: got 1\.31\.2, want .*no minor is skipped.*fix: upgrade to the minors in/,
    );
    expect(found('1.35.0')).toMatch(/got 1\.35\.0, want a version that is not newer/);
    expect(found(1.33)).toMatch(/got 1\.33, want a released version/);
  });
});

describe('the plan of an upgrade', () => {
  it('is there only when there is something to upgrade', () => {
    for (const props of [{}, { upgradeFrom: '1.34.4' }]) {
      expect(later(props).filter(({ title }) => title.startsWith('Upgrade'))).toEqual([]);
      expect(rendered('production', props).hostFiles.some(({ file }) => file.path.endsWith('tripod-upgrade'))).toBe(
        false,
      );
    }
    expect(later({ upgradeFrom: '1.33.8' }).filter(({ title }) => title.startsWith('Upgrade'))).toHaveLength(4);
  });

  const steps = later({ upgradeFrom: '1.33.8' });
  const all = inner(commands(steps, 'Upgrade from 1.33.8 to 1.34.4'));

  it('saves and checks before anything changes', () => {
    inOrder(all, [
      'put sh-a-master-1',
      'tripod-etcd snapshot /var/lib/tripod/upgrade/1.33.8/snapshot.db',
      '> "$HOME/production-etcd-1.33.8.tar"',
      'tripod-upgrade check',
      'kubectl wait --for=condition=Ready nodes --all',
      'apiserver_requested_deprecated_apis',
      'tripod-upgrade control-plane',
    ]);
  });

  it('has every API server before the first kubelet, and masters before workers, each drained', () => {
    const control = all.flatMap((line, index) => (line.includes('upgrade control-plane') ? [index] : []));
    const kubelets = all.flatMap((line, index) => (/(^|&& )kubelet \S+ \S+$/.test(line) ? [index] : []));
    expect(control).toHaveLength(5);
    expect(kubelets).toHaveLength(rendered().environment.hosts.length);
    expect(Math.max(...control)).toBeLessThan(Math.min(...kubelets));
    inOrder(all, ['kubelet sh-a-master-1', 'kubelet sh-w-master-1', 'kubelet sh-a-worker-1']);
    inOrder(all, ['kubectl drain "$1"', 'tripod-upgrade kubelet', 'condition=Ready "node/$1"', 'kubectl uncordon']);
  });

  it('keeps every kubelet beside API servers that serve it, after each of its commands', () => {
    const { environment } = rendered();
    const masters = environment.hostsWith('control-plane');
    const api = new Map(masters.map((host) => [host.address, '1.33.8']));
    const kubelets = new Map(environment.hosts.map((host) => [host.name, '1.33.8']));
    for (const line of all) {
      const [, address] = /root@(\S+) .*upgrade control-plane/.exec(line) ?? [];
      const [, name] = /(?:^|&& )kubelet (\S+) \S+$/.exec(line) ?? [];
      if (address !== undefined) api.set(address, '1.34.4');
      if (name !== undefined) kubelets.set(name, '1.34.4');
      expect(apiServersFit([...api.values()])).toBe(true);
      expect([...kubelets].filter(([, version]) => !kubeletFits(version, [...api.values()]))).toEqual([]);
    }
    expect(new Set([...api.values(), ...kubelets.values()])).toEqual(new Set(['1.34.4']));
  });

  it('puts files without the preparation, which would find the old packages', () => {
    expect(all.find((line) => line.startsWith('put()'))).not.toContain('tripod-bootstrap');
  });

  it('says until when there is a way back, and what the way after that costs', () => {
    const titles = steps.map(({ title }) => title).join('\n');
    expect(titles).toMatch(/a minor is not rolled back/);
    expect(titles).toMatch(/only the snapshot leads back, .*all that was written since is lost/);
    expect(commands(steps, 'Back from')).toEqual([expect.stringContaining('tripod-upgrade undo')]);
  });

  it('leaves the snapshot of an etcd outside to those who keep it', () => {
    const outside = later({ upgradeFrom: '1.33.8', etcd: Etcd.external({ endpoints: ['https://10.10.0.61:2379'] }) });
    const text = commands(outside, 'Upgrade').join('\n');
    expect(text).not.toContain('tripod-etcd');
    expect(text).toContain('# Have those who keep etcd take a snapshot');
  });
});

describe('what is kept for later', () => {
  const steps = later();

  it('removes a lost member before its successor joins', () => {
    const replace = commands(steps, 'Replace sh-a-master-2 or');
    inOrder(replace, ['tripod-etcd remove', 'kubectl delete node', 'put "$1" "$2"', 'join_master "$1" "$2"', '}']);
    expect(replace.filter((line) => line.startsWith('replace sh-'))).toHaveLength(4);
    // Nobody can ask the lost one.
    expect(replace.join('\n')).not.toMatch(/root@10\.10\.0\.3 .*tripod-etcd/);
    const first = commands(steps, 'Replace sh-a-master-1,');
    expect(first.find((line) => line.includes('etcd remove'))).toContain('root@10.10.0.3');
  });

  it('teaches the masters that stay before one joins or leaves, and their API servers after it', () => {
    inOrder(commands(steps, 'Add masters'), [
      'put sh-a-master-1 10.10.0.2 && settled sh-a-master-1 10.10.0.2',
      'upload-config kubeadm',
      'join_master sh-a-master-2',
      'tripod-reconfigure',
    ]);
    inOrder(commands(steps, 'Remove a master'), [
      'put sh-a-master-1',
      'tripod-reconfigure --check && kubeadm init phase upload-config kubeadm',
      'leave_out 1',
      'kubeadm reset --force',
      'leave() {',
      'named "$1" "$2"',
      'systemctl disable --now keepalived',
      'kubectl drain "$1"',
      'tripod-etcd move-leader',
      'tripod-etcd remove "$value" --force',
      'wipe "$1" "$2"',
      'kubectl delete node',
      'tripod-reconfigure',
    ]);
    inOrder(commands(steps, 'Remove a worker'), [
      'kubeadm reset',
      'named',
      'kubectl drain',
      'wipe',
      'kubectl delete node',
    ]);
    expect(commands(steps, 'Add a worker').join('\n')).toContain('put "$1" "$2" && join "$1" "$2"');
  });

  it('renews, restarts and reboots one host after the other', () => {
    const renew = inner(commands(steps, 'Renew'));
    expect(renew.filter((line) => line.endsWith("tripod-renew'"))).toHaveLength(5);
    inOrder(renew, ['tripod-renew --check', "tripod-renew'", '.kube']);
    const restarts = inner(commands(steps, 'Restart the API servers'));
    expect(restarts.filter((line) => line.endsWith("tripod-restart'"))).toHaveLength(5);
    inOrder(commands(steps, 'Reboot'), ['kubectl drain', 'bootID', 'tripod-reboot', 'kubectl uncordon', 'reboot_host']);
  });

  it('exchanges a key so that every master reads it before one writes it', () => {
    inOrder(commands(steps, 'Exchange the key').concat(commands(steps, 'Then, only')), [
      'tripod-encryption new',
      'tripod-encryption add',
      'tripod-encryption add',
      'tripod-encryption add',
      'tripod-encryption add',
      'all_know',
      'tripod-encryption first',
      'tripod-encryption first',
      'rewrite',
      'all_write',
      'tripod-encryption remove',
    ]);
  });

  it('is less where there is less', () => {
    const titles = (props: Partial<ControlPlaneProps>, name?: Name) =>
      later(props, name)
        .map(({ title }) => title)
        .join('\n');
    const kms = EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' });
    expect(titles({ encryption: kms })).not.toContain('Exchange the key');
    const outside = Etcd.external({ endpoints: ['https://10.10.0.61:2379'] });
    expect(titles({ etcd: outside })).not.toContain('Look after etcd');
    expect(JSON.stringify(later({ etcd: outside }))).not.toContain('tripod-etcd');
    const plain = JSON.stringify(later({ eventsEtcd: false }));
    expect(plain).not.toContain('--events');
    expect(JSON.stringify(later({ eventsEtcd: true }))).toContain('tripod-etcd --events remove');
  });
});

describe('shellcheck has nothing to say', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tripod-day-two-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const check = (path: string) =>
    spawnSync('shellcheck', ['--external-sources', '--shell=sh', path], { encoding: 'utf8' }).stdout;

  it('about the scripts of a master', () => {
    const { hostFiles } = rendered('production', { upgradeFrom: '1.33.8', eventsEtcd: true });
    const found = hostFiles.filter(
      ({ file }) => file.host.name === 'sh-a-master-1' && file.path.startsWith('/usr/local/'),
    );
    const inside = (path: string) => join(folder, path);
    for (const { file, content } of found) {
      mkdirSync(dirname(inside(file.path)), { recursive: true });
      // What a script sources is where the test put it.
      writeFileSync(
        inside(file.path),
        content.replaceAll(/^\. (\/usr\/\S+)/gm, (_, path: string) => `. ${inside(path)}`),
      );
    }
    const scripts = ['etcd', 'restart', 'reboot', 'renew', 'reconfigure', 'upgrade', 'encryption'];
    for (const name of scripts) expect(check(inside(`/usr/local/sbin/tripod-${name}`))).toBe('');
  });

  it.each([
    ['by default', { upgradeFrom: '1.33.8', eventsEtcd: true }],
    [
      'with another user, a port and a host between',
      { upgradeFrom: '1.33.8', machines: new ExistingMachines({ user: 'ops', port: 2222, jump: 'ops@bastion' }) },
    ],
  ] as const)('about the blocks of the plan %s', (_, props) => {
    for (const { title, commands } of later(props)) {
      const path = join(folder, 'block.sh');
      writeFileSync(path, ['#!/bin/sh', '# shellcheck disable=SC2034,SC2317', ...commands, ''].join('\n'));
      expect([title, check(path)]).toEqual([title, '']);
    }
  });
});
