import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Calico, ControlPlane, render } from 'tripod-iac';
import { EVENTS_MANIFEST } from '../../lib/hosts/etcd/events';
import { EVENTS_SCRIPT_PATH } from '../../lib/hosts/scripts/paths';
import { cityOf, hostFile } from '../support/control-plane';
import { binary } from './harness';

const HOSTS = ['s1-master-1', 's2-master-1', 's3-master-1'];
const FILES = ['/etc/tripod/host.env', '/usr/local/lib/tripod/lib.sh', EVENTS_SCRIPT_PATH, EVENTS_MANIFEST];

/** Three masters as mount namespaces on one network, each with a kubelet of few lines that starts etcd from its manifest. */
const WORLD = `
set -eu
cd "$folder"
mount --make-rprivate /
mount -t tmpfs tmpfs layers
ip link set lo up
for address in 10.0.0.2 10.1.0.2 10.2.0.2; do ip address add "$address/32" dev lo; done

# One certificate for all: what kubeadm makes for each host is not what is tried here.
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 1 -subj /CN=etcd-ca 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout etcd.key -out etcd.csr -subj /CN=etcd 2>/dev/null
printf 'subjectAltName=IP:127.0.0.1,IP:10.0.0.2,IP:10.1.0.2,IP:10.2.0.2\\nextendedKeyUsage=serverAuth,clientAuth\\n' > ext
openssl x509 -req -in etcd.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -extfile ext -out etcd.crt 2>/dev/null

mkdir programs
# Of crictl only what finds the etcd of the cluster, and runs a program of its image.
cat > programs/crictl <<'END'
#!/bin/sh
case $1 in ps) echo an-id ;; exec) shift 3; exec "$etcdctl" "$@" ;; esac
END
cat > programs/kubelet <<'END'
#!/bin/sh
manifest=/etc/kubernetes/manifests/etcd-events.yaml
while :; do
  until [ -s "$manifest" ]; do sleep 0.1; done
  # All share one loopback here.
  set -- $(sed -n 's/^ *- "\\{0,1\\}\\(--[^"]*\\)"\\{0,1\\}$/\\1/p' "$manifest" | grep -v metrics | sed 's|https://127.0.0.1:12379,||')
  "$etcd" "$@" --unsafe-no-fsync --log-level=error &
  while [ -s "$manifest" ] && kill -0 $! 2>/dev/null; do sleep 0.1; done
  kill -9 $! 2>/dev/null
  wait $!
done
END
chmod 0755 programs/*
export PATH="$folder/programs:$PATH"

start() {
  for top in etc usr/local var; do mkdir -p "layers/$1/$top/upper" "layers/$1/$top/work"; done
  unshare --mount sh -c '
    for top in etc usr/local var; do
      layer="$folder/layers/$0/$top"
      mount -t overlay overlay -o "lowerdir=/$top,upperdir=$layer/upper,workdir=$layer/work" "/$top"
    done
    mount -t tmpfs tmpfs /run
    cp -a "$folder/hosts/$0/." /
    chmod 0755 ${EVENTS_SCRIPT_PATH}
    mkdir -p /etc/kubernetes/pki/etcd /etc/kubernetes/manifests
    cp "$folder/ca.crt" /etc/kubernetes/pki/etcd/
    for name in server peer healthcheck-client; do
      cp "$folder/etcd.crt" "/etc/kubernetes/pki/etcd/$name.crt"
      cp "$folder/etcd.key" "/etc/kubernetes/pki/etcd/$name.key"
    done
    : > "$folder/ready-$0"
    exec kubelet' "$1" > "$1.log" 2>&1 &
  echo $! > "pid-$1"
  until [ -e "ready-$1" ]; do sleep 0.1; done
}
on() {
  host=$1; shift
  nsenter --mount --target "$(cat "pid-$host")" "$@"
}
keys="--cacert=$folder/ca.crt --cert=$folder/etcd.crt --key=$folder/etcd.key"
ask() { at=$1; shift; "$etcdctl" $keys --endpoints="https://$at:12379" "$@"; }
voters() { ask 10.0.0.2 member list | awk -F', ' '{ print $3, $2, $6 }' | sort | paste -sd ';'; }
for host in ${HOSTS.join(' ')}; do start "$host"; done
`;

/** Runs a script in that world; what it says, line by line. */
function inWorld(script: string): string[] {
  const owner = cityOf({ masters: 1 }, { masters: 1 }, { masters: 1 });
  new ControlPlane(owner, 'control-plane', { endpoint: 'api.bank.example', eventsEtcd: true });
  new Calico(owner, 'network');
  const rendering = render(owner);
  const folder = mkdtempSync(join(tmpdir(), 'tripod-events-'));
  try {
    mkdirSync(join(folder, 'layers'));
    for (const host of HOSTS) {
      for (const path of FILES) {
        const target = join(folder, 'hosts', host, path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, hostFile(rendering, host, path));
      }
    }
    const flags = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const env = { ...process.env, folder, etcd: binary('etcd'), etcdctl: binary('etcdctl') };
    const run = spawnSync('unshare', [...flags, 'sh', '-c', `${WORLD}\n${script}`], {
      env,
      encoding: 'utf8',
      timeout: 120_000,
    });
    return `${run.stdout}${run.stderr}`.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('etcd for events grows with the masters, stays as it is, and takes back one that lost its data', () => {
  const said = inWorld(`
script=${EVENTS_SCRIPT_PATH}
on s1-master-1 $script new
until ask 10.0.0.2 put one 1 >/dev/null 2>&1; do sleep 0.2; done
echo "alone: $(voters)"
on s2-master-1 $script join >/dev/null
on s3-master-1 $script join >/dev/null
echo "all: $(voters)"
echo "third has: $(ask 10.2.0.2 get one --print-value-only)"
for host in ${HOSTS.join(' ')}; do
  verb=join; [ $host != s1-master-1 ] || verb=new
  before=$(on $host stat -c %Y.%i /etc/kubernetes/manifests/etcd-events.yaml)
  sleep 1.1
  echo "again: $(on $host $script $verb)"
  [ "$before" = "$(on $host stat -c %Y.%i /etc/kubernetes/manifests/etcd-events.yaml)" ] || echo "changed $host"
done
on s1-master-1 rm /etc/kubernetes/manifests/etcd-events.yaml
while ask 10.0.0.2 endpoint health >/dev/null 2>&1; do sleep 0.2; done
on s1-master-1 rm -rf /var/lib/etcd-events
on s1-master-1 $script join
echo "back: $(voters)"
echo "it has: $(ask 10.0.0.2 get one --print-value-only)"
`);
  const voter = (host: string) => `${host} started false`;
  const all = HOSTS.map(voter).join(';');
  const own = said.filter((line) => /^(alone|all|third has|again|changed|back|it has|tripod)/.test(line));
  expect(own).toEqual([
    'tripod-events-etcd: placed the manifest of etcd-events',
    `alone: ${voter('s1-master-1')}`,
    `all: ${all}`,
    'third has: 1',
    ...HOSTS.map(() => 'again: '),
    'tripod-events-etcd: removing the member that this host was before it lost its data',
    'tripod-events-etcd: joining the members',
    'tripod-events-etcd: placed the manifest of etcd-events',
    `back: ${all}`,
    'it has: 1',
  ]);
});

it('says what it wants', () => {
  const said = inWorld(`
set +e
on s1-master-1 ${EVENTS_SCRIPT_PATH} --help
on s1-master-1 ${EVENTS_SCRIPT_PATH} leave
echo "code $?"
`);
  expect(said[0]).toBe('tripod-events-etcd new | join');
  expect(said.join('\n')).toContain('tripod-events-etcd: got leave, want new or join; see --help');
  expect(said).toContain('code 2');
});
