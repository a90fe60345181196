import { rendered } from '../support/control-plane';
import { binary } from './harness';
import { withStandIns } from './support/bootstrap';
import { onHost } from './support/host';

const FIRST = 'sh-a-master-1';
const rendering = rendered('production', { timeServers: ['ntp1.bank.example'] });

describe('a full disk', () => {
  /** A folder on a disk of a few pages, which are full but for what was there. */
  const full = (folder: string) => `
mkdir -p /run/kept "${folder}" && cp -a "${folder}/." /run/kept && /usr/bin/mount -t tmpfs -o size=16k tmpfs "${folder}" &&
cp -a /run/kept/. "${folder}" && cat /dev/zero >"${folder}/ballast" 2>/dev/null`;

  it.each([
    ['in a pipe', "echo new | write_file /etc/full/file 0600 'changed it'"],
    ['from a file', "write_file /etc/full/file 0600 'changed it' </run/new"],
    ['in a function', "f() { echo new | write_file /etc/full/file 0600 'changed it'; echo went on; }; f"],
    ['of a file that is new', 'write_file /etc/full/other 0600 </run/new'],
    ['of a folder that is new', 'write_file /etc/full/file/other 0600 </run/new'],
  ])('leaves what is there, and ends the script that writes %s', (_, command) => {
    const { code, output } = onHost(
      rendering,
      FIRST,
      `mkdir -p /etc/full /run/tripod; echo old >/etc/full/file; chmod 0600 /etc/full/file; echo new >/run/new
${full('/etc/full')}
sh -c "NAME=try; . /usr/local/lib/tripod/lib.sh; ${command}; echo went on"; status=$?
cat /etc/full/file; ls -A /etc/full; exit $status`,
    );
    expect(output).toMatch(
      /^old\nballast\nfile\ntry: sh-a-master-1: \/etc\/full\/\S+ stays as it was, since .* could not be written \(\w+: .*(No space left on device|File exists)\); mend that, and run this again\n$/,
    );
    expect(code).toBe(1);
  });

  it('says what it changed, and only then', () => {
    const { output } = onHost(
      rendering,
      FIRST,
      `mkdir -p /run/tripod
sh -c "NAME=try; . /usr/local/lib/tripod/lib.sh
for text in one one two; do echo \\$text | write_file /etc/try/file 0640 now it is \\$text; done
echo two | write_file /etc/try/file 0600 'now it is closed'
TRIPOD_DRY_RUN=yes; echo three | write_file /etc/try/file 0600 'now it is three'"; cat /etc/try/file; ls -A /etc/try; stat -c %a /etc/try/file`,
    );
    expect(output.split('\n')).toEqual([
      'try: now it is one',
      'try: now it is two',
      'try: now it is closed',
      'try: would write /etc/try/file',
      'two',
      'file',
      '600',
      '',
    ]);
  });

  it.each([
    ['the keys of Secrets, handed over', FIRST, '/etc/kubernetes/encryption/keys', 'hand master', 'encryption'],
    ['the configuration with the keys', FIRST, '/etc/kubernetes/encryption/config.yaml', ':', 'encryption'],
    ['the authority of the cluster', 'sh-b-master-1', '/etc/kubernetes/pki/ca.key', 'hand master', ''],
  ])('does not take %s', (_, host, file, hand, steps) => {
    const folder = file.slice(0, file.lastIndexOf('/'));
    const { output } = withStandIns(
      rendering,
      host,
      `fresh; mkdir -p ${folder}; echo "key9:$(head -c 32 /dev/zero | base64)" >${folder}/keys; chmod 0600 ${folder}/keys
[ -e ${file} ] || echo old >${file}; sha256sum ${file} >/run/before; ${full(folder)}; ${hand}; boot 0 ${steps}; echo "ended with $?"
sha256sum --check /run/before; ls -A ${folder} | grep tripod-new; tail -n 1 $FAKE/said; /usr/bin/umount ${folder}`,
    );
    expect(output).toMatch(
      new RegExp(
        `^ended with 1\n${file}: OK\ntripod-bootstrap: ${host}: ${folder}/[a-z.-]+ stays as it was, .*No space left on device`,
      ),
    );
  });
});

describe('the key of Secrets', () => {
  const HANDED = 'key1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
  const on = (script: string) => withStandIns(rendering, FIRST, script).output;

  it('is not made by a first master that lost its disk, and comes from the cluster when that invites it', () => {
    const output = on(`fresh; mkdir -p $FAKE/state/cluster; : >$FAKE/state/cluster/up
boot 0; echo "ended with $?"; [ ! -e /etc/kubernetes/encryption ] || echo made
hand master; boot 0; echo "ended with $?"; cat /etc/kubernetes/encryption/keys; grep secret: /etc/kubernetes/encryption/config.yaml`);
    expect(output.split('\n')).toEqual([
      'ended with 1',
      'ended with 0',
      HANDED,
      `              secret: ${HANDED.slice(5)}`,
      '',
    ]);
  });

  it('is that of the cluster, whatever lies on a host that is invited', () => {
    const output = on(`fresh; mkdir -p $FAKE/state/cluster /etc/kubernetes/encryption; : >$FAKE/state/cluster/up
echo "key1:$(head -c 32 /dev/urandom | base64)" >/etc/kubernetes/encryption/keys; chmod 0600 /etc/kubernetes/encryption/keys
hand master; boot 0; echo "ended with $?"; cat /etc/kubernetes/encryption/keys; grep -c "$(cut -d: -f2 /etc/kubernetes/encryption/keys)" /etc/kubernetes/encryption/config.yaml`);
    expect(output).toBe(`ended with 0\n${HANDED}\n1\n`);
  });

  it('stays on a member, whatever is handed over', () => {
    const output =
      on(`fresh; boot 0; cp /etc/kubernetes/encryption/keys /run/made; hand master; boot 0; echo "ended with $?"
cmp /run/made /etc/kubernetes/encryption/keys && echo same`);
    expect(output).toBe('ended with 0\nsame\n');
  });
});

it('keeps from others what kubeadm says, and from everybody once the host is a member', () => {
  const { output } = withStandIns(
    rendering,
    FIRST,
    `fresh; mkdir -p /var/lib/tripod; : >/var/lib/tripod/kubeadm.log; chmod 0644 /var/lib/tripod/kubeadm.log
n=$(boot 0; grep -n 'data of etcd' $FAKE/log | cut -d: -f1)
fresh; mkdir -p /var/lib/tripod; : >/var/lib/tripod/kubeadm.log; chmod 0644 /var/lib/tripod/kubeadm.log
boot $n; stat -c %a /var/lib/tripod/kubeadm.log; boot 0; echo "ended with $?"; ls /var/lib/tripod | grep log`,
  );
  expect(output).toBe('600\nended with 0\n');
});

it('lets no host join by the token that kubeadm init always makes', () => {
  const { output } = onHost(
    rendering,
    FIRST,
    `
init="${binary('kubeadm')} init phase"; config='--config /etc/kubernetes/kubeadm.yaml'
{ $init certs ca $config; $init kubeconfig admin $config; } >/dev/null 2>&1
mkdir /run/dry; cp /etc/kubernetes/admin.conf /run/dry
export KUBEADM_INIT_DRYRUN_DIR=/run/dry
options=$(grep -o 'init --config .*--skip-token-print' /usr/local/sbin/tripod-bootstrap | cut -d' ' -f2-)
$init bootstrap-token $options --dry-run >/run/said 2>&1; echo "=> $?"
grep -c 'Using token' /run/said
end=$(sed -n 's/^ *expiration: //p' /run/said | base64 -d)
[ "$(date -d "$end" +%s)" -le "$(($(date +%s) + 1))" ] && echo 'at its end'`,
  );
  expect(output).toBe('=> 0\n0\nat its end\n');
});

describe('whether there is a cluster already', () => {
  /** Asks with the real curl. `quiet` are hosts that never answer, `up` those that refuse, `api` the one that serves. */
  const asked = (prepare: string, alone = 'no') => {
    const { code, output } = onHost(
      rendering,
      FIRST,
      `
hosts='10.10.0.3 10.11.0.2 10.11.0.3 10.12.0.2'
echo 10.10.0.9 api.prod.bank.example >>/etc/hosts
ip link set wire up
up() { for host; do ip address add "$host/32" dev lo; done; }
# What is sent to the other end of the cable is lost.
quiet() { for host; do ip route add "$host" dev bond0; ip neighbour add "$host" lladdr 02:00:00:00:00:01 dev bond0; done; }
api() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout /run/key -out /run/crt -days 1 -subj /CN=api 2>/dev/null
  openssl s_server -accept "$1" -key /run/key -cert /run/crt -www >/dev/null 2>&1 & sleep 1
}
sed -i 's/^PEERS_SECONDS=.*/PEERS_SECONDS=8/' /usr/local/sbin/tripod-bootstrap
# Steps of the script would run, were it not taken apart.
{ echo 'NAME=try; . /usr/local/lib/tripod/lib.sh; alone=${alone}'; sed -n '/^PEERS_SECONDS=/,/^# put_shared/p' /usr/local/sbin/tripod-bootstrap
  echo 'nobody_there; echo nobody'; } >/run/ask
${prepare}
sh /run/ask`,
    );
    return { code, output };
  };

  it('is answered by hosts that refuse, though nobody holds the VIP', () => {
    expect(asked('up $hosts; quiet 10.10.0.9')).toEqual({ code: 0, output: 'nobody\n' });
  });

  it.each([
    [
      'does not answer',
      'up 10.10.0.9 10.10.0.3 10.11.0.2 10.11.0.3; quiet 10.12.0.2',
      '10.12.0.2 (Connection timed out after ',
    ],
    [
      'has no route',
      'up 10.10.0.9 10.10.0.3 10.11.0.2 10.11.0.3',
      '10.12.0.2 (Failed to connect to 10.12.0.2 port 6443',
    ],
    ['is not reached for want of a network', 'ip link set bond0 down', '10.10.0.3 (Failed to connect'],
  ])('is not known while a master %s', (_, prepare, who) => {
    const { code, output } = asked(prepare);
    expect(code).toBe(1);
    expect(output).toContain(`waiting for a word from ${who}`);
    expect(output).toContain('these masters may hold the cluster, and cannot be asked: ');
    expect(output).not.toContain('nobody\n');
  });

  it('is known as soon as the last one has come up', () => {
    const { code, output } = asked('up 10.10.0.9 10.10.0.3 10.11.0.2 10.11.0.3; (sleep 4; up 10.12.0.2) &');
    expect(output).toMatch(/^try: waiting for a word from 10\.12\.0\.2 .*\nnobody\n$/);
    expect(code).toBe(0);
  });

  it('is what --alone says, but not against an answer', () => {
    expect(asked('up 10.10.0.9 10.10.0.3', 'yes')).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /^try: begins a cluster, as --alone says, without a word from 10\.11\.0\.2 .*\nnobody\n$/,
      ),
    });
    expect(asked('up 10.10.0.9 10.10.0.3; api 10.10.0.3:6443', 'yes')).toMatchObject({
      code: 1,
      output: expect.stringContaining('an API server answers on 10.10.0.3:6443: the cluster is there'),
    });
  });

  it('is answered by the endpoint alone, where an API server answers there', () => {
    const { code, output } = asked('up 10.10.0.9 $hosts; api 10.10.0.9:8443');
    expect(output).toContain('an API server answers on api.prod.bank.example:8443: the cluster is there');
    expect(code).toBe(1);
  });

  it('is not settled by a port that says nothing of an API server', () => {
    const { code, output } = asked(
      `up 10.10.0.9 $hosts; ${process.execPath} -e 'require("net").createServer((s) => s.end("no")).listen(6443, "10.10.0.3")' & sleep 1`,
    );
    expect(output).toContain('waiting for a word from 10.10.0.3 (');
    expect(code).toBe(1);
  });
});

describe('after a power cut', () => {
  const parked = `mkdir -p /etc/kubernetes/parked; echo 'name: etcd' >/etc/kubernetes/parked/etcd.yaml`;

  it('the kubelet finds every static pod again, by what systemd runs before it', () => {
    const { code, output } = onHost(
      rendering,
      FIRST,
      `${parked}
for n in 1 2; do
  eval "$(sed -n 's/^ExecStartPre=-//p' /etc/systemd/system/kubelet.service.d/tripod.conf)"; echo "=> $?"
done
ls -A /etc/kubernetes/parked; cat /etc/kubernetes/manifests/etcd.yaml`,
    );
    expect(output.split('\n')).toEqual([
      'tripod-unpark: putting etcd.yaml back, which an interrupted restart left aside',
      '=> 0',
      '=> 0',
      'name: etcd',
      '',
    ]);
    expect(code).toBe(0);
  });

  it('what a script at work has put aside stays there', () => {
    const { output } = onHost(
      rendering,
      FIRST,
      `${parked}
(exec 9>/run/tripod.lock; flock 9; exec sleep 60) & sleep 1
tripod-unpark; echo "=> $?"; ls /etc/kubernetes/parked`,
    );
    expect(output).toBe('=> 0\netcd.yaml\n');
  });

  it('systemd takes the drop-in', () => {
    const { code, output } = onHost(
      rendering,
      FIRST,
      `printf '[Service]\\nExecStart=/bin/true\\n' >/etc/systemd/system/kubelet.service
# It reads what kubelet needs, too, and may find fault with units of this machine.
systemd-analyze verify kubelet.service 2>&1 | grep kubelet; sed -i s/ExecStartPre/ExecStartBefore/ /etc/systemd/system/kubelet.service.d/tripod.conf
systemd-analyze verify kubelet.service 2>&1 | grep -c ExecStartBefore`,
    );
    expect(output).toBe('1\n');
    expect(code).toBe(0);
  });
});
