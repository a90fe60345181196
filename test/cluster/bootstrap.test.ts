import { rendered } from '../support/control-plane';
import { withStandIns } from './support/bootstrap';

const rendering = rendered('production', { timeServers: ['ntp1.bank.example'] });
const FIRST = 'sh-a-master-1';
const MASTER = 'sh-b-master-1';
const WORKER = 'sh-a-worker-1';

/** Hosts of every kind and family, and how each is handed what it needs before it becomes a member. */
const KINDS = [
  ['apt', FIRST, ':'],
  ['apt', MASTER, 'hand master'],
  ['apt', WORKER, 'hand'],
  ['dnf', FIRST, ':'],
  ['dnf', WORKER, 'hand'],
] as const;

const on = (host: string, script: string, family: 'apt' | 'dnf' = 'apt') =>
  withStandIns(rendering, host, script, family).output;

describe('the bootstrap', () => {
  it.each(KINDS)('with %s on %s does the steps in order, and a second run changes nothing', (family, host, hand) => {
    const [first = '', second = ''] = on(
      host,
      `fresh; ${hand}; boot 0; echo "ended with $?"; changes; tree >/run/before
echo ---; boot 0; echo "ended with $?"; changes; cat $FAKE/said; tree >/run/after; cmp /run/before /run/after && echo same`,
      family,
    ).split('---\n');
    expect(first.split('\n').slice(0, -1)).toMatchSnapshot();
    expect(second).toBe('ended with 0\nsame\n');
  });

  // Between two calls nothing is asked twice: what comes first after a change has all that was written meanwhile.
  it.each(KINDS)(
    'with %s on %s is finished by the next run, wherever it is interrupted',
    (family, host, hand) => {
      const output = on(
        host,
        `fresh; ${hand}; boot 0; tree >/run/want
moments=$(awk '/^!/ || before { print NR } { before = /^!/ }' $FAKE/log)
for n in $moments; do
  fresh; ${hand}; boot $n; first=$?
  data=$(cat /var/lib/etcd/member/data 2>/dev/null)
  rm -rf /run/tripod; ${hand}
  boot 0; second=$?
  tree >/run/have
  if [ $first -ne 137 ] || [ $second -ne 0 ] || ! cmp -s /run/want /run/have; then
    echo "after $n: $first, $second"; tail -n 3 $FAKE/log $FAKE/said; comm -3 /run/want /run/have
  fi
  [ -z "$data" ] || [ "$data" = "$(cat /var/lib/etcd/member/data)" ] || echo "after $n: the data of etcd is gone"
done
echo "interrupted $(echo $moments | wc -w) times"`,
        family,
      );
      expect(output).toMatch(/^interrupted [2-9]\d times\n$/);
    },
    900_000,
  );

  it.each([[MASTER], [WORKER]])('of %s ends with 3, prepared, as long as nobody invited it', (host) => {
    const output = on(host, 'fresh; boot 0; echo "ended with $?"; grep prepared $FAKE/said; grep kubeadm $FAKE/log');
    expect(output).toMatch(
      /^ended with 3\n.*prepared\. It joins when a master has invited it: pass what tripod-invite/,
    );
    expect(output).not.toContain('kubeadm join');
  });

  it('says what it would do, and does nothing', () => {
    const output = on(
      FIRST,
      'fresh; tree >/run/before; boot 0 --dry-run; echo "ended with $?"; changes; tree >/run/after; cmp /run/before /run/after && cat $FAKE/said',
    );
    expect(output.split('\n')).toEqual(
      expect.arrayContaining([
        'tripod-bootstrap: installing kubelet 1.34.4',
        'tripod-bootstrap: would run: modprobe --all overlay br_netfilter',
        'tripod-bootstrap: would run: systemctl restart containerd',
        'tripod-bootstrap: making the key by which Secrets are encrypted',
        'tripod-bootstrap: would run kubeadm init',
      ]),
    );
    expect(output).toMatch(/^ended with 0\ntripod-bootstrap: /);
  });

  it('does only the steps that are named, in their order', () => {
    const output = on(
      WORKER,
      'fresh; boot 0 runtime kernel; echo "ended with $?"; changes; boot 0 --list; cat $FAKE/said',
    );
    expect(output.split('\n')).toEqual([
      'ended with 0',
      'modprobe --all overlay br_netfilter',
      'sysctl --quiet --load=/etc/sysctl.d/99-kubernetes.conf',
      'systemctl enable --quiet containerd',
      'systemctl restart containerd',
      ...['packages', 'kernel', 'swap', 'time', 'runtime', 'keepalived', 'kubelet', 'encryption', 'cluster', 'health'],
      '',
    ]);
  });

  it('restarts what was configured anew, and nothing else', () => {
    const output = on(
      WORKER,
      'fresh; hand; boot 0; echo "# new" >>/etc/containerd/config.toml; boot 0; changes; cat $FAKE/said',
    );
    expect(output).toBe('systemctl restart containerd\ntripod-bootstrap: restart of containerd\n');
  });
});

describe('the bootstrap refuses', () => {
  it.each<[string, string, string, string]>([
    [
      'swap',
      WORKER,
      'echo /dev/sda2 >$FAKE/state/swap',
      'swap is on (/dev/sda2), and the kubelet refuses it; `swapoff',
    ],
    ['an unknown step', WORKER, 'set -- reboot', 'unknown step or option reboot; there are --dry-run, --list'],
    [
      'the files of another host',
      WORKER,
      'hostname other',
      'this host is called other; put the files of that host here',
    ],
    ['a foreign address', WORKER, 'ip address flush dev bond0', 'this host lacks the address 10.10.0.4'],
    ['a second run beside it', WORKER, 'exec 8>/run/tripod.lock; flock 8', 'another script of Tripod is at work here'],
    [
      'a version that no repository has',
      WORKER,
      "sed -i 's/ 1.34.4-1.1 / /' $FAKE/stand-ins.sh",
      'the repositories of this host have no kubelet 1.34.4; add one that has it, and run this again',
    ],
    [
      'a first master where there is a cluster',
      FIRST,
      'mkdir -p $FAKE/state/cluster; : >$FAKE/state/cluster/up',
      'an API server answers on api.prod.bank.example:8443: the cluster is there, and this host must join it',
    ],
    [
      'a member that has lost what it voted for',
      MASTER,
      'hand master; echo started >/run/tripod/etcd-member',
      'etcd has a member for this host, whose data is gone; `tripod-etcd remove sh-b-master-1`',
    ],
    [
      'an upgrade by the way',
      WORKER,
      "hand; boot 0; sed -i 's/echo v1.34.4/echo v1.33.9/' $FAKE/stand-ins.sh",
      'kubeadm is 1.33.9, wanted is 1.34.4, and this host is a member of a cluster; that is an upgrade',
    ],
    [
      'to make a second key',
      FIRST,
      'boot 0; rm /etc/kubernetes/encryption/keys',
      '/etc/kubernetes/encryption/keys is missing on a master that has run already',
    ],
    [
      'half a key',
      MASTER,
      'hand master; echo key1:MDEy >/run/tripod/encryption/keys',
      'the key key1 in /run/tripod/encryption/keys is not 32 bytes in base64',
    ],
    [
      'a member that it did not make, and that is not well',
      WORKER,
      'echo content >/etc/kubernetes/kubelet.conf',
      '/etc/kubernetes/kubelet.conf is there, but this host is no healthy member',
    ],
  ])('%s', (_, host, prepare, text) => {
    const output = on(host, `fresh; set --; ${prepare}; boot 0 "$@"; echo "ended with $?"; cat $FAKE/said`);
    expect(output).toMatch(/^ended with [12]\n/);
    expect(output).toContain(text);
  });

  it('to go on without the time', () => {
    const untimed = rendered('production');
    const { output } = withStandIns(
      untimed,
      WORKER,
      'fresh; echo no >$FAKE/state/synchronised; boot 0; cat $FAKE/said',
    );
    expect(output).toContain('nothing keeps the time of this host; set `timeServers` of the control plane');
  });
});

describe('a host that has a past', () => {
  it('is taken for the member that it is', () => {
    const output = on(
      WORKER,
      `fresh; hand; boot 0; rm -rf /var/lib/tripod; boot 0; echo "ended with $?"; cat $FAKE/said; grep 'kubeadm join' $FAKE/log`,
    );
    expect(output).toMatch(/^ended with 0\ntripod-bootstrap: is a member already\n/);
    expect(output).not.toContain('kubeadm join');
  });

  it('joins again after a reset', () => {
    const output = on(
      WORKER,
      `fresh; hand; boot 0; rm -rf /etc/kubernetes/kubelet.conf /etc/kubernetes/pki $FAKE/state/cluster; hand; boot 0; echo "ended with $?"; changes`,
    );
    expect(output).toContain('ended with 0\n');
    expect(output).toContain(
      'kubeadm join --config /etc/kubernetes/kubeadm.yaml --ignore-preflight-errors= --skip-phases=\n',
    );
  });

  it('joins as soon as its Node of former times is no longer ready', () => {
    const output = on(
      WORKER,
      `fresh; hand; mkdir -p $FAKE/state/cluster; : >$FAKE/state/cluster/ready; (sleep 4; rm $FAKE/state/cluster/ready) &
boot 0; echo "ended with $?"; grep -c 'still counts as ready' $FAKE/said`,
    );
    expect(output).toMatch(/^ended with 0\n[1-3]\n$/);
  });

  it('was the first master: it is invited, and joins', () => {
    const output = on(
      FIRST,
      'fresh; hand master; mkdir -p $FAKE/state/cluster; : >$FAKE/state/cluster/up; boot 0; echo "ended with $?"; changes | grep "^kubeadm [ij]"',
    );
    expect(output).toBe(
      'ended with 0\nkubeadm join --config /etc/kubernetes/kubeadm-join.yaml --ignore-preflight-errors= --skip-phases=\n',
    );
  });
});
