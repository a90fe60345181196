import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Calico, ControlPlane, EtcdSnapshots, ExistingMachines, files, render } from 'tripod-iac';
import { environment } from '../support/bank';

const SNAPSHOT = 'etcd-snapshots-29921057-68vyd.db';
const PROPS = { endpoint: 'https://s3.hefei.bank.example', bucket: 'etcd-snapshots', storeSite: 'hf-a' };
const component = new EtcdSnapshots(environment('production'), 'etcd', PROPS);
const commands = component.steps.find(({ title }) => title.startsWith('Restore'))?.commands ?? [];
const production = component.environment!;
const masters = production.hostsWith('control-plane').map(({ address }) => address);
const hosts = production.hosts.map(({ address }) => address);

/** Notes how it was called, and fails where the test says so; it answers where an answer is read. */
const FAKE = `#!/bin/sh
call="\${0##*/} $*"
case $call in
  ssh*' sh -s') call="\${call%sh -s}$(cat)" ;;
  ssh*' tar '*) call="$call $(tar -tf - | tr '\\n' ' ')" ;;
esac
echo "$call" >>"$CALLS"
case $call in
  *"\${FAIL:-never}"*) exit 1 ;;
  'rclone lsf '*) printf '%b' "\${LISTED-etcd-snapshots-1-a.db\\n${SNAPSHOT}\\n}" ;;
  'rclone copy '*) mkdir -p snapshot && touch snapshot/${SNAPSHOT} snapshot/${SNAPSHOT}.sha256 ;;
  'kubectl get '*) cat <<END
calico-system   daemonset.apps/calico-node           9   9
jenkins         deployment.apps/jenkins              1/1 1
kube-system     deployment.apps/coredns              2/2 2
tigera-operator deployment.apps/tigera-operator      1/1 1
END
esac
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripod-order-'));
  for (const name of ['ssh', 'rclone', 'kubectl']) writeFileSync(join(folder, name), FAKE, { mode: 0o700 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly calls: readonly string[];
  readonly errors: string;
  readonly output: string;
}

/** Runs the block as a person pastes it, with another last line for a step to begin with. */
function paste({ shell = 'sh', last = 'restore_etcd 1', ...env }: Readonly<Record<string, string>> = {}): Run {
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const { status, stdout, stderr } = spawnSync(shell, ['-s'], {
    cwd: folder,
    input: [...commands.slice(0, -1), last, ''].join('\n'),
    env: { PATH: `${folder}:${process.env.PATH}`, CALLS: calls, ...env },
    encoding: 'utf8',
  });
  return { code: status, calls: readFileSync(calls, 'utf8').trim().split('\n'), errors: stderr, output: stdout };
}

/** What has to stand in a call for it to be that of a step, in the order of the steps. */
const STEPS: readonly (readonly [number, string, readonly string[]])[] = [
  [1, 'install -d', masters],
  [1, 'restore.sh prepare', masters],
  [2, 'restore.sh stop', masters],
  [3, 'restore.sh swap', masters],
  [4, 'restore.sh start-etcd', masters],
  [5, 'restore.sh start-api', masters],
  [6, 'systemctl restart kubelet', hosts],
];

it('ends with the call that a person pastes', () => {
  expect(commands.at(-1)).toBe('restore_etcd 1');
});

it.each(['sh', 'bash'])('does every step on all before the next one on any, in %s', (shell) => {
  const { code, calls, output } = paste({ shell });
  expect(code).toBe(0);
  const steps = STEPS.flatMap(([, command, on]) => on.map((address) => `root@${address} ${command}`));
  const remote = calls
    .filter((call) => call.startsWith('ssh') && !call.includes(' tar '))
    .map((call) => call.replace('/etc/kubernetes/restore/', ''));
  expect(remote.map((call, index) => call.includes(steps[index] ?? 'nothing'))).toEqual(steps.map(() => true));
  expect(calls.filter((call) => call.includes(' tar '))).toEqual(
    masters.map(
      (address) =>
        `ssh root@${address} tar -C /var/lib/etcd-restore --no-same-owner -xf - ${SNAPSHOT} ${SNAPSHOT}.sha256 `,
    ),
  );
  expect(calls.slice(-3)).toEqual([
    'kubectl rollout restart daemonset.apps/calico-node --namespace=calico-system',
    'kubectl rollout restart deployment.apps/coredns --namespace=kube-system',
    'kubectl rollout restart deployment.apps/tigera-operator --namespace=tigera-operator',
  ]);
  expect(output).toMatch(new RegExp(`When all is well: restore_etcd 8 restore-\\w+ ${SNAPSHOT}\n$`));
});

it('removes nothing before a person says that all is well', () => {
  expect(paste().calls.join('\n')).not.toContain('rm -rf');
  const { code, calls } = paste({ last: `restore_etcd 8 t-1 ${SNAPSHOT}` });
  expect(code).toBe(0);
  expect(calls).toEqual(
    masters.map(
      (address) => `ssh root@${address} rm -rf /var/lib/etcd-restore /var/lib/etcd/member.t-1 /var/lib/etcd/restored`,
    ),
  );
});

describe('where a command fails, nothing after it runs on any host', () => {
  const whole = () => paste({ last: `restore_etcd 1 t-1 ${SNAPSHOT}` }).calls;
  const cases = STEPS.flatMap(([step, command, on]) =>
    [on[0], on[2], on.at(-1)].map((address) => [step, command, address ?? ''] as const),
  );

  it.each(cases)('step %s, %s, on %s; and it goes on from there', (step, command, address) => {
    const path = command.startsWith('restore.sh') ? `/etc/kubernetes/restore/${command}` : command;
    const FAIL = `root@${address} ${path}`;
    const expected = whole();
    const { code, calls, errors } = paste({ last: `restore_etcd 1 t-1 ${SNAPSHOT}`, FAIL });
    expect(code).toBe(1);
    expect(calls.at(-1)).toContain(FAIL);
    expect(calls).toEqual(expected.slice(0, calls.length));
    expect(errors).toMatch(new RegExp(`^restore_etcd: step ${step} \\(.*\\) failed on ${address}\\. Nothing after`));

    const last = /is mended: (restore_etcd .*)$/m.exec(errors)?.[1] ?? '';
    expect(last).toBe(`restore_etcd ${step} t-1 ${SNAPSHOT}`);
    const again = paste({ last });
    expect(again.code).toBe(0);
    expect(again.calls).toEqual(expected.slice(-again.calls.length));
    expect(again.calls[0]).toContain(step === 1 ? 'rclone lsf' : `root@${on(step)[0]} `);
  });

  const on = (step: number) => STEPS.find(([number]) => number === step)?.[2] ?? [];

  it.each([
    ['rclone lsf', /step 1 .* on the object store\. /],
    ['rclone copy', /step 1 .* on the object store\. /],
    [`root@${masters[1]} tar`, new RegExp(`step 1 .* on ${masters[1]}\\. `)],
    ['kubectl get', /step 7 .* on the API\. /],
    ['daemonset.apps/calico-node', /step 7 .* on daemonset\.apps\/calico-node in calico-system\. /],
  ])('%s', (FAIL, message) => {
    const { code, calls, errors, output } = paste({ FAIL });
    expect(code).toBe(1);
    expect(calls.at(-1)).toContain(FAIL);
    expect(errors).toMatch(message);
    expect(output).not.toContain('Restored');
  });

  it('also where `set -e` does not count', () => {
    const { calls } = paste({ last: 'restore_etcd 1 || echo no', FAIL: 'restore.sh stop' });
    expect(calls.at(-1)).toContain(`root@${masters[0]} /etc/kubernetes/restore/restore.sh stop`);
  });
});

describe('refuses', () => {
  it.each([
    ['restore_etcd 9', /no step 9, only 1 to 8/],
    ['restore_etcd 3', /needs the TOKEN and the SNAPSHOT/],
    ['restore_etcd 3 t-1', /needs the TOKEN and the SNAPSHOT/],
    ["restore_etcd 1 'two words'", /needs the TOKEN/],
  ])('%s', (last, message) => {
    const { code, calls, errors } = paste({ last });
    expect([code, calls]).toEqual([2, ['']]);
    expect(errors).toMatch(message);
  });

  it.each(['', 'etcd-snapshots-$(reboot).db\\n'])('to go on with what the store lists: %j', (LISTED) => {
    const { code, calls, errors } = paste({ LISTED });
    expect(code).toBe(1);
    expect(calls).toEqual([expect.stringContaining('rclone lsf')]);
    expect(errors).toContain('no snapshot to take');
  });
});

it("finds the store's certificate authority where the environment's files have it", () => {
  const own = environment('production');
  new Calico(own, 'network');
  const trusting = new EtcdSnapshots(own, 'etcd', {
    ...PROPS,
    caBundle: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  });
  const written = files(render(own)).filter(({ path }) => path.endsWith('/store-ca.crt'));
  for (const { path, text } of written) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const block = trusting.steps.find(({ title }) => title.startsWith('Restore'))?.commands ?? [];
  const rclone = 'rclone() { cat "$RCLONE_CA_CERT" >&2; return 1; }';
  const { stderr } = spawnSync('sh', ['-s'], {
    cwd: folder,
    input: [rclone, ...block, ''].join('\n'),
    encoding: 'utf8',
  });
  expect(stderr).toContain('-----BEGIN CERTIFICATE-----');
});

it('reaches the masters as the control plane does', () => {
  const own = environment('production');
  const machines = new ExistingMachines({ user: 'tripod', jump: 'bastion.bank.example' });
  new ControlPlane(own, 'control-plane', { endpoint: 'api.prod.bank.example', interface: 'bond0', machines });
  const { steps } = new EtcdSnapshots(own, 'etcd', PROPS);
  const block = steps.find(({ title }) => title.startsWith('Restore'))?.commands ?? [];
  const connections = block.filter((line) => line.includes('ssh '));
  expect(connections).toHaveLength(2);
  for (const line of connections) expect(line).toContain('ssh -J bastion.bank.example "tripod@$1" \'sudo -n sh -c');
});
