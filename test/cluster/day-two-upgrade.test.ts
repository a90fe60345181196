import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corruptionChecks } from '../../lib/hosts/etcd/corruption';
import { toArgs } from '../../lib/hosts/kubeadm/arguments';
import { parseAllDocuments } from 'yaml';
import { hostFile } from '../support/control-plane';
import { type ApiServer, binary, startApiServer } from './harness';
import { MASTER, room } from './support/day-two';
import { onHost } from './support/host';

const rendering = room({ upgradeFrom: '1.33.8' });

/**
 * A host at 1.33.8: packages that are lines in a file, and a kubeadm that exchanges images in the manifests, one after the
 * other, as the real one does. $break says after which image it breaks off, $back that it then takes all of them back.
 */
const HOST = `
${MASTER}
mkdir -p /run/packages /var/lib/etcd /etc/kubernetes/patches
for name in kubeadm kubelet kubectl; do echo 1.33.8 > /run/packages/$name; done
for address in 10.0.0.2 10.0.0.3 10.0.0.4 api.bank.example; do echo 1.33.8 > "$versions/$address"; done
echo '{"etcdserver":"3.5.24","etcdcluster":"3.5.0"}' > /run/etcd-version
manifests=/etc/kubernetes/manifests
old() {
  for pod in kube-apiserver kube-controller-manager kube-scheduler; do
    echo "    image: registry.k8s.io/$pod:v1.33.8" > $manifests/$pod.yaml
  done
  echo '    image: registry.k8s.io/etcd:3.5.24-0' > $manifests/etcd.yaml
  chmod 0600 $manifests/*.yaml
}
images() { sed 's/.*registry.k8s.io.//' $manifests/etcd.yaml $manifests/kube-*.yaml | paste -sd ' ' -; }
stand_in apt-get 'for last; do :; done; case "$1 $last" in install*=*) version=\${last#*=}; echo "\${version%-*}" > /run/packages/\${last%%=*} ;; esac'
cat > /run/programs/apt-cache <<'END'
#!/bin/sh
for version in 1.34.4 1.33.8; do echo " $2 | $version-1.1 | https://pkgs.k8s.io/"; done
END
cat > /run/programs/apt-mark <<'END'
#!/bin/sh
[ "$1" != showhold ] || printf 'kubeadm\\nkubelet\\nkubectl\\n'
END
stand_in kubelet 'echo "Kubernetes v$(cat /run/packages/kubelet)"'
# What the cluster keeps for kubeadm is a file.
echo 'that of 1.33.8' > /run/cluster
stand_in kubectl 'case "$*" in
  *"get configmap kubeadm-config"*) [ ! -e /run/no-cluster ] && cat /run/cluster ;;
  *"create configmap"*) cat "\${7#*ClusterConfiguration=}" ;;
  *replace*) cat > /run/new && [ -s /run/new ] && mv /run/new /run/cluster ;;
  *) echo "Client Version: v$(cat /run/packages/kubectl)" ;;
esac'
cat > /run/programs/kubeadm <<'END'
#!/bin/sh
version=$(cat /run/packages/kubeadm)
case "$1 \${2:-}" in version*) echo "v$version"; exit 0 ;; esac
echo "kubeadm $*" >> "$calls"
case "$1 $2" in
  'init phase') cp "$6" /run/cluster; exit ;;
  'upgrade plan') [ ! -e /run/no-plan ]; exit ;;
  'upgrade apply') version=\${3#v} ;;
  'upgrade node') [ -e /etc/kubernetes/manifests/etcd.yaml ] || exit 0; [ ! -e /run/first-is-old ] || version=1.33.8 ;;
esac
cd /etc/kubernetes/manifests
mkdir -p /run/before && cp *.yaml /run/before/
exchange() {
  sed "s/:[^:]*$/:$2/" $1.yaml > .new && chmod 0600 .new && mv .new $1.yaml
  [ "$1" != "$break" ] || { /bin/sleep 1; [ -z "$back" ] || mv /run/before/*.yaml .; [ -z "$cut" ] || kill -9 $PPID; exit 1; }
}
exchange etcd 3.6.5-0
for pod in kube-apiserver kube-controller-manager kube-scheduler; do exchange $pod "v$version"; done
[ ! -e "$versions/$own" ] || echo "$version" > "$versions/$own"
END
chmod 0755 /run/programs/*
export own=10.0.0.2 break= back= cut=
{ echo '#!/bin/sh'; echo '[ ! -e /run/certificates-end ] || { echo "49 days are left" >&2; exit 1; }'; } > /usr/local/sbin/tripod-renew
cat > /run/programs/df <<'END'
#!/bin/sh
printf 'Filesystem 1024-blocks Used Available\\nx 0 0 %s\\n' "$(cat /run/free 2>/dev/null || echo 99999999)"
END
chmod 0755 /run/programs/df
: > "$calls"
kept=/var/lib/tripod/upgrade/1.33.8
snapshot() { mkdir -p $kept; touch $kept/snapshot.db; }
tree() { find /etc/kubernetes /var/lib/tripod /run/packages -type f 2>/dev/null | sort | xargs sha256sum; }
`;

function on(host: string, script: string): string[] {
  const prelude = host.includes('worker') ? HOST : `${HOST}\nold; pods`;
  return onHost(rendering, host, `${prelude}\n${script}`).output.trim().split('\n');
}

const FIRST = 's1-master-1';
const OLD = 'etcd:3.5.24-0 kube-apiserver:v1.33.8 kube-controller-manager:v1.33.8 kube-scheduler:v1.33.8';
const NEW = 'etcd:3.6.5-0 kube-apiserver:v1.34.4 kube-controller-manager:v1.34.4 kube-scheduler:v1.34.4';

it('begins only when everything is well, and says what is not', () => {
  const said = on(
    FIRST,
    `
tree > /run/a
try tripod-upgrade check
snapshot
try tripod-upgrade check
touch -d '5 hours ago' $kept/snapshot.db; try tripod-upgrade check; snapshot
touch /run/etcd-sick; try tripod-upgrade check; rm /run/etcd-sick
rm /run/ready/*; try tripod-upgrade check; touch /run/ready/10.0.0.3
touch /run/certificates-end; try tripod-upgrade check; rm /run/certificates-end
echo 1000 > /run/free; try tripod-upgrade check; rm /run/free
echo '{"etcdserver":"3.5.19","etcdcluster":"3.5.0"}' > /run/etcd-version; try tripod-upgrade check
echo '{"etcdserver":"3.5.24","etcdcluster":"3.5.0"}' > /run/etcd-version
sed -i.old s/v1.34.4/v1.33.8/ /etc/kubernetes/master.yaml; try tripod-upgrade check; mv /etc/kubernetes/master.yaml.old /etc/kubernetes/master.yaml
sed -i s/1.33.8/1.32.1/ $manifests/kube-apiserver.yaml; try tripod-upgrade check; sed -i s/1.32.1/1.33.8/ $manifests/kube-apiserver.yaml
rm -r /var/lib/tripod
tree > /run/b; cmp /run/a /run/b && echo unchanged
`,
  );
  const refused = (why: RegExp) => [expect.stringMatching(why), '=> 1'];
  expect(said.filter((line) => line !== 'etcd is sick')).toEqual([
    ...refused(/there is no snapshot of the last 4 hours/),
    'tripod-upgrade: may go from 1.33.8 to 1.34.4',
    '=> 0',
    ...refused(/there is no snapshot of the last 4 hours/),
    '=> 1',
    ...refused(/no other API server is ready/),
    ...refused(/49 days are left/),
    ...refused(/has 1000 KiB free/),
    ...refused(/etcd 3\.5\.19 may not become 3\.6/),
    ...refused(/master\.yaml is not that of 1\.34\.4/),
    ...refused(/neither 1\.33\.8 nor 1\.34\.4/),
    'unchanged',
  ]);
});

it('of the first master keeps the manifests, plans, applies, and changes nothing the second time', () => {
  const said = on(
    FIRST,
    `
snapshot
try tripod-upgrade control-plane; called | grep -E '^(kubeadm|apt-get install)' | sed 's/ -o .*kube/ kube/; s/--quiet.*kube/kube/'
images
cat $kept/manifests/kube-apiserver.yaml
grep kubernetesVersion /run/cluster
tree > /run/a; try tripod-upgrade control-plane; called | grep -v ^start; tree > /run/b; cmp /run/a /run/b && echo unchanged
try tripod-upgrade undo
`,
  );
  expect(said).toEqual([
    'tripod-upgrade: keeping the manifests in /var/lib/tripod/upgrade/1.33.8',
    'tripod-upgrade: installing kubeadm 1.34.4',
    'tripod-upgrade: upgrading the control plane to 1.34.4; the new API server is the point of no return',
    'tripod-upgrade: the control plane of this master is at 1.34.4',
    '=> 0',
    'apt-get install kubeadm=1.34.4-1.1',
    'kubeadm init phase upload-config kubeadm --config /var/lib/tripod/upgrade/1.33.8/target.yaml',
    'kubeadm upgrade plan v1.34.4',
    'kubeadm upgrade apply v1.34.4 --yes --patches /etc/kubernetes/patches',
    NEW,
    '    image: registry.k8s.io/kube-apiserver:v1.33.8',
    'kubernetesVersion: v1.33.8',
    '=> 0',
    'unchanged',
    expect.stringMatching(
      /may have written what 1\.33\.8 does not understand\. A minor is not rolled back\..*is lost$/,
    ),
    '=> 1',
  ]);
});

it('leads back until the new API server is in service, also when etcd is new already', () => {
  const said = on(
    FIRST,
    `
try tripod-upgrade undo
snapshot
tree > /run/a
break=etcd try tripod-upgrade control-plane | tail -n 2
images
try tripod-upgrade undo
images; cat /run/packages/kubeadm
tree > /run/b; diff /run/a /run/b && echo 'as before'
cat /run/cluster
break=etcd tripod-upgrade control-plane >/dev/null 2>&1
echo '{"etcdserver":"3.6.5","etcdcluster":"3.6.0"}' > /run/etcd-version
try tripod-upgrade undo
images
try tripod-upgrade control-plane | tail -n 1
images
`,
  );
  expect(said).toEqual([
    'tripod-upgrade: nothing was begun',
    '=> 0',
    expect.stringContaining('kubeadm broke off'),
    '=> 1',
    OLD.replace('etcd:3.5.24-0', 'etcd:3.6.5-0'),
    'tripod-upgrade: put etcd.yaml back',
    'tripod-upgrade: installing kubeadm 1.33.8',
    'tripod-upgrade: this master is at 1.33.8, as before',
    '=> 0',
    OLD,
    '1.33.8',
    'as before',
    'that of 1.33.8',
    expect.stringMatching(/etcd has gone on to 3\.6\.0\. A minor is not rolled back/),
    '=> 1',
    OLD.replace('etcd:3.5.24-0', 'etcd:3.6.5-0'),
    '=> 0',
    NEW,
  ]);
});

it('knows of a new API server that was in service for a moment only, and goes on from there', () => {
  const said = on(
    FIRST,
    `
snapshot
break=kube-apiserver back=yes cut=yes try tripod-upgrade control-plane >/dev/null
images
try tripod-upgrade undo
rm -f $kept/snapshot.db
try tripod-upgrade control-plane | tail -n 2
images
`,
  );
  expect(said).toEqual([
    OLD,
    expect.stringContaining('A minor is not rolled back'),
    '=> 1',
    'tripod-upgrade: the control plane of this master is at 1.34.4',
    '=> 0',
    NEW,
  ]);
});

it('of a further master follows the first, and of kubelets all API servers', () => {
  const said = on(
    's1-master-2',
    `
export own=10.0.0.3
touch /run/ready/10.0.0.2
sed -i 's/10.0.0.2:6443/10.0.0.3:6443/' /run/programs/curl
touch /run/first-is-old
try tripod-upgrade undo
try tripod-upgrade kubelet
try tripod-upgrade control-plane | tail -n 2
rm /run/first-is-old; old; echo 1.34.4 > "$versions/10.0.0.2"; echo 1.34.4 > /run/packages/kubeadm
try tripod-upgrade control-plane | tail -n 2
try tripod-upgrade kubelet
echo 1.34.4 > "$versions/10.0.0.4"
: > "$calls"
try tripod-upgrade kubelet; called | grep -E '^(kubeadm|apt-get install|systemctl)' | sed 's/--quiet.*kube/kube/'
tree > /run/a; try tripod-upgrade kubelet; tree > /run/b; cmp /run/a /run/b && echo unchanged
`,
  );
  expect(said).toEqual([
    expect.stringContaining('nothing to undo here'),
    '=> 1',
    expect.stringMatching(/says it is '1\.33\.8'; a kubelet must not be newer/),
    '=> 1',
    expect.stringContaining('upgrade the first master first'),
    '=> 1',
    'tripod-upgrade: the control plane of this master is at 1.34.4',
    '=> 0',
    expect.stringMatching(/https:\/\/10\.0\.0\.4:6443 says it is '1\.33\.8'/),
    '=> 1',
    'tripod-upgrade: upgrading the kubelet from 1.33.8 to 1.34.4',
    'tripod-upgrade: installing kubelet 1.34.4',
    'tripod-upgrade: installing kubectl 1.34.4',
    'tripod-upgrade: the kubelet is at 1.34.4',
    '=> 0',
    'apt-get install kubelet=1.34.4-1.1',
    'apt-get install kubectl=1.34.4-1.1',
    'systemctl daemon-reload',
    'systemctl restart kubelet',
    '=> 0',
    'unchanged',
  ]);
});

it('of a worker takes kubeadm, its configuration and the kubelet, and none that is too old', () => {
  const said = on(
    's1-worker-1',
    `
try tripod-upgrade kubelet
echo 1.34.4 > "$versions/api.bank.example"
for address in 10.0.0.2 10.0.0.3; do echo 1.34.4 > "$versions/$address"; done
try tripod-upgrade kubelet
echo 1.34.4 > "$versions/10.0.0.4"
echo 1.30.9 > /run/packages/kubelet
try tripod-upgrade kubelet
echo 1.33.8 > /run/packages/kubelet
: > "$calls"
try tripod-upgrade kubelet | tail -n 1; called | grep -E '^(kubeadm|apt-get install|systemctl)' | sed 's/--quiet.*kube/kube/'
try tripod-upgrade kubelet; called | grep -E '^(kubeadm|apt-get|systemctl)'
try tripod-upgrade control-plane
`,
  );
  expect(said).toEqual([
    expect.stringContaining("https://10.0.0.2:6443 says it is '1.33.8'"),
    '=> 1',
    expect.stringContaining("https://10.0.0.4:6443 says it is '1.33.8'"),
    '=> 1',
    expect.stringMatching(/its kubelet is 1\.30\.9; 1\.34\.4 takes those from 1\.31 on/),
    '=> 1',
    '=> 0',
    'apt-get install kubeadm=1.34.4-1.1',
    'kubeadm upgrade node --patches /etc/kubernetes/patches',
    'apt-get install kubelet=1.34.4-1.1',
    'systemctl daemon-reload',
    'systemctl restart kubelet',
    '=> 0',
    expect.stringContaining('has no control plane'),
    '=> 1',
  ]);
});

it('gives etcd 3.6 arguments that it takes, whatever the release before has left in the cluster', () => {
  const current = parseAllDocuments(hostFile(rendering, FIRST, '/etc/kubernetes/master.yaml'));
  // What a release with Kubernetes 1.33 wrote: the arguments of etcd 3.5.
  const before = current[1]!
    .toJS()
    .etcd.local.extraArgs.filter(({ name }: { name: string }) => name !== 'feature-gates');
  current[1]!.setIn(['etcd', 'local', 'extraArgs'], [...before, ...toArgs(corruptionChecks('3.5.24'))]);
  const said = on(
    FIRST,
    `
real=${binary('kubeadm')}
cat > /run/old.yaml <<'END'
${current.map(String).join('')}
END
$real init phase certs all --config /run/old.yaml >/dev/null 2>&1
# etcd with the manifest that kubeadm of the new version makes.
etcd_of() {
  sed -i 's/^kubernetesVersion: .*/kubernetesVersion: v1.34.4/' $1
  mkdir -p /run/$2
  KUBEADM_INIT_DRYRUN_DIR=/run/$2 $real init phase etcd local --config $1 --dry-run >/dev/null 2>&1 || echo 'no manifest'
  sed -n '/^  - command:/,/^    image:/s/^    - //p' /run/$2/etcd.yaml | sed 1d > /run/$2/arguments
  xargs -a /run/$2/arguments ${binary('etcd')} --unsafe-no-fsync > /run/$2/log 2>&1 &
  for _ in $(seq 100); do
    kill -0 $! 2>/dev/null || break
    grep -q 'ready to serve client requests' /run/$2/log && { echo 'etcd serves'; break; }
    /bin/sleep 0.1
  done
  grep -o 'cannot specify both flags[^"]*' /run/$2/log | head -n 1
  pkill -P $! 2>/dev/null; kill $! 2>/dev/null; wait $! 2>/dev/null
}
etcd_of /run/old.yaml old
rm -rf /var/lib/etcd/*
cp /run/old.yaml /run/cluster
snapshot
tripod-upgrade control-plane >/dev/null 2>&1
$real config validate --config $kept/target.yaml
etcd_of $kept/target.yaml new
`,
  );
  expect(said).toEqual([
    expect.stringContaining('cannot specify both flags'),
    expect.stringMatching(/^ok$/),
    'etcd serves',
  ]);
});

describe('what the cluster keeps for kubeadm', () => {
  let server: ApiServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tripod-upgrade-'));
    server = await startApiServer();
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is exchanged at the version that runs, and put back to the letter', () => {
    const script = rendering.hostFiles.find(({ file }) => file.path.endsWith('/tripod-upgrade'))!.content;
    const functions = script.match(/^(teach|forget_release)\(\) \{\n[^]*?^\}$/gm)!;
    expect(functions).toHaveLength(2);
    const current = hostFile(rendering, FIRST, '/etc/kubernetes/master.yaml');
    const older = current.replaceAll('v1.34.4', 'v1.33.8').replace('feature-gates', 'older-argument');
    writeFileSync(join(folder, 'older.yaml'), older);
    writeFileSync(join(folder, 'master.yaml'), current);
    const run = spawnSync(
      'sh',
      [
        '-c',
        `set -eu
KEPT=${folder} FROM=1.33.8 TO=1.34.4
fail() { echo "$*"; exit 1; }
admin() { ${binary('kubectl')} --kubeconfig ${server.kubeconfig} "$@"; }
kubeadm() { ${binary('kubeadm')} "$@" --kubeconfig ${server.kubeconfig}; }
kept() { admin get configmap kubeadm-config --namespace=kube-system --output='jsonpath={.data.ClusterConfiguration}'; }
${functions.join('\n').replace('/etc/kubernetes/master.yaml', join(folder, 'master.yaml'))}
admin create namespace kube-system >/dev/null 2>&1 || true
kubeadm init phase upload-config kubeadm --config ${folder}/older.yaml >/dev/null
kept >${folder}/before; grep -c older-argument ${folder}/before
teach
kept | grep -E '^kubernetesVersion|feature-gates|older-argument'
teach
forget_release
kept >${folder}/after; cmp ${folder}/before ${folder}/after && echo 'to the letter'`,
      ],
      { encoding: 'utf8' },
    );
    expect(`${run.stdout}${run.stderr}`.trim().split('\n')).toEqual([
      '1',
      expect.stringContaining('feature-gates'),
      'kubernetesVersion: v1.33.8',
      'to the letter',
    ]);
  });
});
