import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ControlPlaneProps, EncryptionAtRest, Etcd, files } from 'tripod-iac';
import { rendered } from '../support/control-plane';
import { binary } from './harness';
import { onHost } from './support/host';

const VARIANTS: readonly (readonly [string, Partial<ControlPlaneProps>])[] = [
  ['with defaults', {}],
  [
    'with an etcd outside and a key service',
    {
      etcd: Etcd.external({ endpoints: ['a', 'b', 'c'].map((host) => `https://etcd-${host}.bank.example:2379`) }),
      encryption: EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' }),
    },
  ],
];

describe.each(VARIANTS)('every script on a host, %s', (_, props) => {
  const rendering = rendered('production', { timeServers: ['ntp1.bank.example'], ...props });

  it.each(['sh-a-master-1', 'sh-b-master-2', 'sh-w-master-1', 'sh-a-worker-1'])('of %s is clean', (host) => {
    const scripts = rendering.hostFiles
      .filter(({ file, content }) => file.host.name === host && /^#!\/bin\/sh\n|^# shellcheck shell=sh\n/.test(content))
      .map(({ file }) => file.path);
    expect(scripts).toContain('/usr/local/lib/tripod/lib.sh');
    const { code, output } = onHost(rendering, host, `shellcheck --external-sources ${scripts.join(' ')}`);
    expect(output).toBe('');
    expect(code).toBe(0);
  });

  it('answers --help, with what it does', () => {
    const { output } = onHost(
      rendering,
      'sh-a-master-1',
      'for script in /usr/local/sbin/tripod-*; do echo "== $script"; sh "$script" --help; done',
    );
    const answers = output.split(/^== /m).slice(1);
    expect(answers.length).toBeGreaterThan(1);
    expect(answers.filter((answer) => !/^\S+\ntripod-[a-z]+ ?.*\n\S.{20}/.test(answer))).toEqual([]);
  });
});

describe('an invitation', () => {
  const rendering = rendered();
  const invite = (script: string) =>
    onHost(
      rendering,
      'sh-a-master-1',
      `
mkdir -p /run/bin /etc/kubernetes/pki/etcd /etc/kubernetes/encryption
for file in ca front-proxy-ca etcd/ca; do echo crt >/etc/kubernetes/pki/$file.crt; echo key >/etc/kubernetes/pki/$file.key; done
echo key >/etc/kubernetes/pki/sa.key; echo pub >/etc/kubernetes/pki/sa.pub; echo key1:abc >/etc/kubernetes/encryption/keys
echo private >/etc/kubernetes/pki/apiserver.key
chmod 0600 /etc/kubernetes/pki/*.key
cat >/run/bin/stand-in <<'END'
#!/bin/sh
case "\${0##*/} $*" in
  'kubeadm token create --ttl 30m') echo abcdef.0123456789abcdef ;;
  'crictl ps'*) echo 0123456789ab ;;
  'crictl exec'*) printf '%s\\n' 'a1, started, sh-b-master-1, https://10.11.0.2:2380, https://10.11.0.2:2379, false' 'a2, unstarted, , https://10.12.0.2:2380, , true' ;;
  curl*) [ ! -e /run/down ] ;;
  *) exit 99 ;;
esac
END
chmod 0755 /run/bin/stand-in
for name in kubeadm crictl curl; do ln -s stand-in /run/bin/$name; done
export PATH=/run/bin:$PATH
mkdir /run/there
${script}`,
    );

  it('for a worker holds a token and the authority, and nothing that is secret for long', () => {
    const { output } = invite(
      '/usr/local/sbin/tripod-invite | tar -C /run/there -xf -; cd /run/there; find . -type f | sort; od -c discovery.token | tail -n 2; ls -A /run/tripod',
    );
    expect(output).toMatch(/^\.\/discovery-ca\.crt\n\.\/discovery\.token\n.* d   e   f\n0000027\n$/s);
  });

  it('for a master holds what all masters share, but not what is its own', () => {
    const { output } = invite(
      '/usr/local/sbin/tripod-invite --master 10.12.0.9 | tar -C /run/there -xf -; cd /run/there; find . -type f | sort; stat -c %a pki/ca.key',
    );
    expect(output.split('\n')).toEqual([
      './discovery-ca.crt',
      './discovery.token',
      './encryption/keys',
      './etcd-member',
      './pki/ca.crt',
      './pki/ca.key',
      './pki/etcd/ca.crt',
      './pki/etcd/ca.key',
      './pki/front-proxy-ca.crt',
      './pki/front-proxy-ca.key',
      './pki/sa.key',
      './pki/sa.pub',
      '600',
      '',
    ]);
  });

  it.each([
    ['10.11.0.2', 'started\n'],
    ['10.12.0.2', 'unstarted\n'],
    ['10.11.0.22', ''],
  ])('knows what etcd has of %s', (address, want) => {
    const { output } = invite(
      `echo ${address} | /usr/local/sbin/tripod-invite --master | tar -C /run/there -xf -; cat /run/there/etcd-member`,
    );
    expect(output).toBe(want);
  });

  it('comes from a master that is well', () => {
    const { code, output } = invite('touch /run/down; /usr/local/sbin/tripod-invite');
    expect(output).toBe(
      'tripod-invite: sh-a-master-1: the API server of this master is not ready; invite from another one\n',
    );
    expect(code).toBe(1);
  });
});

it('chrony takes its configuration', () => {
  const rendering = rendered('production', { timeServers: ['ntp1.bank.example', '10.0.0.9'] });
  const { code, output } = onHost(rendering, 'sh-a-worker-1', 'chronyd -p -f /etc/tripod/chrony.conf');
  expect(output).toContain('server ntp1.bank.example iburst\nserver 10.0.0.9 iburst\n');
  expect(code).toBe(0);
});

it('cloud-init takes the user data of every kind of host', () => {
  const rendering = rendered('production', { cloudInit: true });
  const folder = mkdtempSync(join(tmpdir(), 'tripod-cloud-init-'));
  try {
    for (const host of ['sh-a-master-1', 'sh-b-master-1', 'sh-a-worker-1']) {
      const path = join(folder, host);
      writeFileSync(path, files(rendering).find((file) => file.path === `hosts/${host}/user-data`)?.text ?? '');
      const { status, stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', path], {
        encoding: 'utf8',
      });
      expect(`${stdout}${stderr}`).toMatch(/^Valid cloud-config/);
      expect(status).toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the real kubeadm goes on where it was interrupted, once what it wrote in part is gone', () => {
  const phase = (name: string) =>
    `${binary('kubeadm')} init phase ${name} --config /etc/kubernetes/kubeadm.yaml >/dev/null 2>&1`;
  const { output } = onHost(
    rendered(),
    'sh-a-master-1',
    `
. /usr/local/lib/tripod/lib.sh; set +e
again() { ${phase('certs all')} && ${phase('kubeconfig all')} && whole; echo "$1: $?"; }
whole() {
  for file in sa.pub ca.crt ca.key apiserver.crt apiserver.key etcd/server.crt etcd/server.key front-proxy-client.key; do
    [ -s /etc/kubernetes/pki/$file ] || return 1
  done
}
# Steps of the script would run, were it not taken apart.
eval "$(sed -n '/^tidy() {$/,/^}$/p' /usr/local/sbin/tripod-bootstrap)"
again first
before=$(sha256sum /etc/kubernetes/pki/ca.key)
for half in pki/apiserver.crt pki/apiserver.key pki/etcd/server.crt pki/front-proxy-client.crt pki/sa.pub; do
  rm /etc/kubernetes/$half; again "without $half"; tidy; again tidied
done
for half in pki/apiserver.key admin.conf; do
  : >/etc/kubernetes/$half; again "empty $half"; tidy; again tidied
done
[ "$before" = "$(sha256sum /etc/kubernetes/pki/ca.key)" ] && echo 'the authority is the same'
`,
  );
  expect(output.split('\n')).toEqual([
    'first: 0',
    'without pki/apiserver.crt: 1',
    'tidied: 0',
    'without pki/apiserver.key: 1',
    'tidied: 0',
    'without pki/etcd/server.crt: 1',
    'tidied: 0',
    'without pki/front-proxy-client.crt: 1',
    'tidied: 0',
    'without pki/sa.pub: 1',
    'tidied: 0',
    'empty pki/apiserver.key: 1',
    'tidied: 0',
    'empty admin.conf: 1',
    'tidied: 0',
    'the authority is the same',
    '',
  ]);
});
