import { MASTER, room } from './support/day-two';
import { onHost } from './support/host';
import { binary } from './harness';

/** Runs a script on the first of three masters; what it says, line by line. */
function onMaster(script: string, rendering = room(), host = 's1-master-1'): string[] {
  return onHost(rendering, host, `${MASTER}\nkubeadm=${binary('kubeadm')}\n${script}`)
    .output.trim()
    .split('\n');
}

describe('a restart', () => {
  it('is done when the API server is ready again, and only while another one is', () => {
    const said = onMaster(`
pods
try tripod-restart; called
try tripod-restart kube-scheduler etcd; called
rm /run/ready/*
try tripod-restart; try tripod-restart --check; called
try tripod-restart --force; called
touch /run/ready/10.0.0.4
try tripod-restart --check
touch /run/etcd-sick
try tripod-restart etcd; called
try tripod-restart --halt
`);
    expect(said).toEqual([
      'tripod-restart: restarting kube-apiserver',
      '=> 0',
      'end kube-apiserver',
      'start kube-apiserver',
      'tripod-restart: restarting kube-scheduler',
      'tripod-restart: restarting etcd',
      '=> 0',
      'end kube-scheduler',
      'start kube-scheduler',
      'tripod-etcd status',
      'tripod-etcd move-leader',
      'end etcd',
      'start etcd',
      expect.stringContaining('no other API server is ready'),
      '=> 1',
      expect.stringContaining('no other API server is ready'),
      '=> 1',
      'tripod-restart: restarting kube-apiserver',
      '=> 0',
      'end kube-apiserver',
      'start kube-apiserver',
      '=> 0',
      'etcd is sick',
      expect.stringContaining('etcd is not restarted while a member is not well'),
      '=> 1',
      'tripod-etcd status',
      expect.stringContaining('unknown option --halt'),
      '=> 1',
    ]);
  });

  it('needs no other master where there is none', () => {
    const said = onMaster(
      `
pods
rm /run/ready/*
try tripod-restart --check
try tripod-restart kube-apiserver etcd; called
`,
      room({}, 1),
    );
    expect(said).toEqual([
      '=> 0',
      'tripod-restart: restarting kube-apiserver',
      'tripod-restart: restarting etcd',
      '=> 0',
      'end kube-apiserver',
      'start kube-apiserver',
      'tripod-etcd status',
      'tripod-etcd move-leader',
      'end etcd',
      'start etcd',
    ]);
  });

  it('by force goes on without a majority of etcd, and waits for nothing that was not there before', () => {
    const said = onMaster(`
pods
rm /run/ready/*
touch /run/etcd-sick
export etcdctl=/bin/false
try tripod-restart etcd
try tripod-restart --force etcd kube-scheduler; called
export etcdctl=/bin/true
touch /run/ready/10.0.0.3
try tripod-restart --force etcd; called
`);
    expect(said).toEqual([
      expect.stringContaining('no other API server is ready'),
      '=> 1',
      'etcd is sick',
      'tripod-restart: restarting etcd',
      'tripod-restart: etcd was not well before; going on',
      'tripod-restart: restarting kube-scheduler',
      '=> 0',
      'tripod-etcd move-leader',
      'end etcd',
      'start etcd',
      'end kube-scheduler',
      'start kube-scheduler',
      'etcd is sick',
      'tripod-restart: restarting etcd',
      '=> 0',
      'tripod-etcd move-leader',
      'end etcd',
      'start etcd',
    ]);
  });

  it('that was interrupted is finished by the next', () => {
    const said = onMaster(`
pods
# The kubelet starts nothing: the restart hangs between the end and the start, and is killed there.
touch /run/stubborn
setsid tripod-restart >/dev/null 2>&1 &
for _ in $(seq 100); do [ -e "$running/kube-apiserver" ] || break; /bin/sleep 0.1; done
kill -9 -$!
mkdir -p /etc/kubernetes/parked
mv /etc/kubernetes/manifests/kube-apiserver.yaml /etc/kubernetes/parked/ 2>/dev/null
rm /run/stubborn
: > "$calls"
try tripod-restart kube-scheduler
ls /etc/kubernetes/parked
[ -e "$running/kube-apiserver" ] && echo runs
`);
    expect(said).toEqual([
      'tripod-restart: putting kube-apiserver.yaml back, which an interrupted restart left aside',
      'tripod-restart: restarting kube-scheduler',
      '=> 0',
      'runs',
    ]);
  });
});

describe('a reboot', () => {
  const script = `
pods
kill "$(cat /run/kubelet.pid)"
rm /run/ready/*
try tripod-reboot; called
touch /run/ready/10.0.0.3
try tripod-reboot; called
`;

  it('of a master hands everything over first, and waits where nobody could take it', () => {
    expect(onMaster(script)).toEqual([
      expect.stringContaining('no other API server is ready'),
      '=> 1',
      'tripod-reboot: giving the VIP up',
      'tripod-reboot: ending kube-apiserver',
      'tripod-reboot: ending kube-controller-manager',
      'tripod-reboot: ending kube-scheduler',
      'tripod-reboot: ending etcd',
      '=> 0',
      'tripod-etcd status',
      'tripod-etcd move-leader',
      'systemctl stop keepalived',
      'systemctl stop kubelet',
      'crictl stop kube-apiserver',
      'crictl stop kube-controller-manager',
      'crictl stop kube-scheduler',
      'crictl stop etcd',
      'systemctl reboot',
    ]);
  });

  it('of a worker is one', () => {
    expect(onMaster('try tripod-reboot; called', room(), 's1-worker-1')).toEqual(['=> 0', 'systemctl reboot']);
  });
});

/** Certificates that live so many hours, by the real kubeadm. */
const CERTIFICATES = `
certificates() {
  sed "s/certificateValidityPeriod: .*/certificateValidityPeriod: $1h0m0s/" /etc/kubernetes/master.yaml > /run/short.yaml
  $kubeadm init phase certs all --config /run/short.yaml >/dev/null 2>&1
  $kubeadm init phase kubeconfig all --config /run/short.yaml >/dev/null 2>&1
}
ends() { openssl x509 -noout -enddate -in /etc/kubernetes/pki/$1.crt; }
stand_in kubeadm 'case "$*" in *"certs renew"*) [ ! -e /run/cut ] || { "$real" "$@"; kill -9 $PPID; } ;; esac; exec "$real" "$@"'
export real=$kubeadm
`;

describe('a renewal', () => {
  it('waits for the second half of their life, then restarts what uses them, and is done once', () => {
    const said = onMaster(`
${CERTIFICATES}
certificates 8760; pods
tripod-renew --check | grep -E '^(apiserver|etcd-peer|admin.conf) '
try tripod-renew; called | grep -v 'kubeadm certs check'
rm -rf /etc/kubernetes/pki /etc/kubernetes/*.conf
certificates 1200
try tripod-renew --check | tail -n 2
before=$(ends apiserver)
try tripod-renew; called | grep -v 'kubeadm certs check'
[ "$before" != "$(ends apiserver)" ] && echo renewed
try tripod-renew --check | tail -n 1
try tripod-renew; called | grep -v 'kubeadm certs check'
`);
    const restarts = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
    expect(said).toEqual([
      expect.stringMatching(/^admin.conf +364 days$/),
      expect.stringMatching(/^apiserver +364 days$/),
      expect.stringMatching(/^etcd-peer +364 days$/),
      '=> 0',
      expect.stringMatching(/49 days are left, fewer than 60/),
      '=> 1',
      'tripod-renew: renewing the certificates',
      ...restarts.map((pod) => `tripod-restart: restarting ${pod}`),
      '=> 0',
      expect.stringContaining('kubeadm certs renew all'),
      'tripod-etcd status',
      'tripod-etcd move-leader',
      ...restarts.flatMap((pod) => [`end ${pod}`, `start ${pod}`]),
      'renewed',
      '=> 0',
      '=> 0',
    ]);
  });

  it.each([
    ['of a single master', 1, 'tripod-renew'],
    ['by force, where no other master is ready and etcd has no majority', 3, 'tripod-renew --force'],
  ])('%s comes to its end', (_, masters, command) => {
    const said = onMaster(
      `
${CERTIFICATES}
certificates 1200; pods
rm /run/ready/*
[ ${masters} -eq 1 ] || { touch /run/etcd-sick; export etcdctl=/bin/false; }
try ${command} >/run/said; called | grep '^start'
tail -n 1 /run/said
try tripod-renew --check | tail -n 1
ls /var/lib/tripod
`,
      room({}, masters),
    );
    expect(said).toEqual([
      'start etcd',
      'start kube-apiserver',
      'start kube-controller-manager',
      'start kube-scheduler',
      '=> 0',
      '=> 0',
    ]);
  });

  it('that was cut off after kubeadm still restarts the pods', () => {
    const said = onMaster(`
${CERTIFICATES}
certificates 1200; pods
touch /run/cut
try tripod-renew 2>/dev/null | tail -n 1
rm /run/cut
: > "$calls"
try tripod-renew >/run/said; called | grep -c '^start '
tail -n 1 /run/said
try tripod-renew; called | grep -c '^start '
`);
    expect(said).toEqual(['=> 137', '4', '=> 0', '=> 0', '0']);
  });
});

describe('a reconfiguration', () => {
  it('changes what differs from the files, and nothing else', () => {
    const said = onMaster(`
${CERTIFICATES}
certificates 8760
$kubeadm init phase control-plane all --config /etc/kubernetes/master.yaml >/dev/null 2>&1
pods
try tripod-reconfigure; called | grep -v kubeadm
config=/etc/kubernetes/master.yaml
sed -i 's/^  certSANs:/&\\n    - new.bank.example/; s/shutdown-delay-duration/&/' $config
sed -i '/name: shutdown-delay-duration/{n;s/8s/9s/}' $config
try tripod-reconfigure; called | grep -v kubeadm
openssl x509 -noout -ext subjectAltName -in /etc/kubernetes/pki/apiserver.crt | grep -o 'DNS:new.bank.example'
grep -o 'shutdown-delay-duration=9s' /etc/kubernetes/manifests/kube-apiserver.yaml
try tripod-reconfigure; called | grep -v kubeadm
sed -i '/name: shutdown-delay-duration/{n;s/9s/8s/}' $config
rm /run/ready/*
try tripod-reconfigure; called | grep -v kubeadm
ls -A /run/tripod
try tripod-reconfigure --check
sed -i 's/kube-apiserver:v1.34.4/kube-apiserver:v1.33.8/' /etc/kubernetes/manifests/kube-apiserver.yaml
touch /run/ready/10.0.0.3; : > "$calls"
try tripod-reconfigure --check
try tripod-reconfigure; called | grep -v '^start'
`);
    expect(said).toEqual([
      '=> 0',
      'tripod-reconfigure: making the certificate of the API server anew, for new.bank.example',
      'tripod-reconfigure: changing the arguments of kube-apiserver',
      '=> 0',
      'start kube-apiserver',
      'DNS:new.bank.example',
      'shutdown-delay-duration=9s',
      '=> 0',
      expect.stringContaining('no other API server is ready'),
      '=> 1',
      '=> 0',
      expect.stringMatching(/files here are those of Kubernetes 1\.34\.4, and its API server is another one/),
      '=> 1',
      expect.stringMatching(/or upgrade as the plan has it$/),
      '=> 1',
    ]);
  });
});

describe('an exchange of keys', () => {
  it('adds, lets write and removes, each once, and finishes what was cut off', () => {
    const said = onMaster(`
pods
mkdir -p /etc/kubernetes/encryption /var/lib/tripod
touch /var/lib/tripod/joined /etc/kubernetes/kubelet.conf
echo "key1:$(head -c 32 /dev/zero | base64)" > /etc/kubernetes/encryption/keys
chmod 0600 /etc/kubernetes/encryption/keys
config=/etc/kubernetes/encryption/config.yaml
order() { grep -o 'name: .*' $config | tr '\\n' ' '; echo; }
try tripod-encryption new key2; called; order
try tripod-encryption new key2; called
tripod-encryption show key2 > /run/line
tripod-encryption list | sed "s/ $(sed 's/.*://' /run/line | tr -d '\\n' | sha256sum | cut -c 1-12)/ is it/; s/^\\(key1 \\)[0-9a-f]\\{12\\}/\\1hidden/"
echo other:short | try tripod-encryption add
echo "key2:$(head -c 32 /dev/zero | base64)" | try tripod-encryption add
try tripod-encryption add < /run/line; called
try tripod-encryption remove key1 --rewritten
try tripod-encryption first key2; called; order
try tripod-encryption first key2; called
try tripod-encryption remove key1
touch /var/lib/tripod/encryption-pending
tripod-encryption list >/dev/null 2>&1; echo "=> $?"
try tripod-encryption first key2; called
try tripod-encryption remove key1 --rewritten; called; order
try tripod-encryption remove key1 --rewritten; called
tripod-encryption list | sed 's/[0-9a-f]\\{12\\}/hidden/'
stat -c %a $config /etc/kubernetes/encryption/keys
`);
    const restarted = [
      'tripod-restart: restarting kube-apiserver',
      '=> 0',
      'end kube-apiserver',
      'start kube-apiserver',
    ];
    const changed = 'tripod-bootstrap: changed /etc/kubernetes/encryption/config.yaml';
    expect(said.map((line) => line.trim())).toEqual([
      'tripod-encryption: adding the key key2',
      changed,
      ...restarted,
      'name: key1 name: key2',
      '=> 0',
      'key1 hidden writes',
      'key2 is it',
      expect.stringContaining('is not 32 bytes in base64'),
      '=> 1',
      expect.stringContaining('there is another key key2'),
      '=> 1',
      '=> 0',
      expect.stringContaining('the key key1 writes'),
      '=> 1',
      'tripod-encryption: the key key2 writes from now on',
      changed,
      ...restarted,
      'name: key2 name: key1',
      '=> 0',
      expect.stringContaining('say --rewritten'),
      '=> 1',
      '=> 1',
      ...restarted,
      'tripod-encryption: removing the key key1',
      changed,
      ...restarted,
      'name: key2',
      '=> 0',
      'key2 hidden writes',
      '600',
      '600',
    ]);
  });
});

it.each(['etcd', 'restart', 'reboot', 'renew', 'reconfigure', 'encryption', 'upgrade'])(
  'tripod-%s explains itself',
  (name) => {
    const rendering = room({ upgradeFrom: '1.33.8' });
    const script = rendering.hostFiles.find(({ file }) => file.path.endsWith(`/tripod-${name}`))!;
    // Anywhere: it needs nothing of a host for that.
    const said = onHost(
      rendering,
      's1-master-1',
      `rm -rf /etc/tripod; ${script.file.path} --help; echo "=> $?"`,
    ).output;
    expect(said).toMatch(new RegExp(`^tripod-${name}[^]*\n=> 0\n$`));
    expect(said).not.toMatch(/[#@]/);
  },
);
