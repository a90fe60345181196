import { Duration } from 'cdk8s';
import { type ControlPlaneProps, EncryptionAtRest, Etcd, type Rendering } from 'tripod-iac';
import { reference } from '../../lib/core/catalogue/image';
import { rendered } from '../support/control-plane';
import { binary } from './harness';
import { onHost, type Outcome } from './support/host';

const MIRROR = 'registry.bank.example/mirror';
const KUBEADM = '/etc/kubernetes/kubeadm.yaml';
const ENVIRONMENTS = ['production', 'remote-dr', 'test'] as const;

/** Control planes unlike that of any environment, by what is unlike. */
const OTHERS: Readonly<Record<string, Partial<ControlPlaneProps>>> = {
  'etcd outside and a key service': {
    etcd: Etcd.external({ endpoints: ['https://10.10.0.61:2379', 'https://[fd00::62]:2379', 'https://etcd-3:2379'] }),
    encryption: EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' }),
  },
  'events apart and further names': {
    eventsEtcd: true,
    certSANs: ['*.bank.example', 'fd00::1', '10.10.0.99', 'api'],
    certificateValidity: Duration.days(90),
    virtualRouterIds: { 'sh-a': 1, 'sh-b': 255 },
  },
};

/** Runs a script on hosts; what ended well and said nothing but `ok` is left out. */
function failures(rendering: Rendering, hosts: readonly string[], script: string): Record<string, Outcome> {
  const outcomes = hosts.map((host) => [host, onHost(rendering, host, script)] as const);
  return Object.fromEntries(outcomes.filter(([, { code, output }]) => code !== 0 || !/^(ok\n)?$/.test(output)));
}

describe.each([
  ...ENVIRONMENTS.map((name) => [name, rendered(name, {}, { mirror: MIRROR })] as const),
  ...Object.entries(OTHERS).map(([what, props]) => [what, rendered('production', props, { mirror: MIRROR })] as const),
])('hosts of %s', (_, rendering) => {
  const { environment } = rendering;
  const masters = environment.hostsWith('control-plane').map((host) => host.name);
  const withVip = masters.filter((name) => environment.sites.some((site) => site.vip && name.startsWith(site.name)));

  it('kubeadm takes the configuration of every host', () => {
    const hosts = environment.hosts.map((host) => host.name);
    expect(failures(rendering, hosts, `${binary('kubeadm')} config validate --config ${KUBEADM}`)).toEqual({});
  });

  it('haproxy takes the configuration of every master, without a warning', () => {
    expect(failures(rendering, masters, 'haproxy -q -dW -c -f /etc/haproxy/haproxy.cfg')).toEqual({});
  });

  it('keepalived takes the configuration of every master of a site with a VIP', () => {
    expect(withVip.length).toBeGreaterThan(1);
    expect(failures(rendering, withVip, 'keepalived -t -f /etc/keepalived/keepalived.conf')).toEqual({});
  });

  it('kubeadm pulls what the list of images says', () => {
    const { output } = onHost(rendering, masters[0]!, `${binary('kubeadm')} config images list --config ${KUBEADM}`);
    // kubeadm asks by tag.
    const listed = rendering.images.map((entry) => environment.mirror.locate(reference(entry)).replace(/@.*/, ''));
    const wanted = output.trim().split('\n');
    // An etcd outside brings its own image.
    expect(wanted.length).toBeGreaterThanOrEqual(6);
    expect(listed).toEqual(expect.arrayContaining(wanted));
  });
});

describe('what kubeadm makes of it', () => {
  const rendering = rendered();

  it('is an API server and an etcd with what was asked for', () => {
    const phases = ['certs all', 'control-plane all', 'etcd local'];
    const run = phases.map((phase) => `${binary('kubeadm')} init phase ${phase} --config ${KUBEADM} >/dev/null 2>&1`);
    const { code, output } = onHost(
      rendering,
      'sh-a-master-1',
      `${run.join(' && ')} && cat /etc/kubernetes/manifests/kube-apiserver.yaml /etc/kubernetes/manifests/etcd.yaml`,
    );
    expect(code).toBe(0);
    for (const flag of [
      '--advertise-address=10.10.0.2',
      '--secure-port=6443',
      '--authentication-config=/etc/kubernetes/authentication.yaml',
      '--audit-policy-file=/etc/kubernetes/audit-policy.yaml',
      '--shutdown-delay-duration=8s',
      '--heartbeat-interval=100',
      '--election-timeout=1000',
      '--quota-backend-bytes=8589934592',
      '--feature-gates=InitialCorruptCheck=true,CompactHashCheck=true',
      '--encryption-provider-config=/etc/kubernetes/encryption/config.yaml',
      '--max-requests-inflight=400',
    ]) {
      expect(output).toContain(`- ${flag}\n`);
    }
    for (const path of ['authentication.yaml', 'audit-policy.yaml', 'encryption']) {
      expect(output).toContain(`mountPath: /etc/kubernetes/${path}\n`);
    }
  });

  const apiServerOf = (props: Partial<ControlPlaneProps>) => {
    const phases = ['certs ca', 'certs apiserver', 'control-plane apiserver'];
    const run = phases.map((phase) => `${binary('kubeadm')} init phase ${phase} --config ${KUBEADM} >/dev/null 2>&1`);
    const names = 'openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -ext subjectAltName -dates';
    const script = `${run.join(' && ')} && cat /etc/kubernetes/manifests/kube-apiserver.yaml && ${names}`;
    return onHost(rendered('production', props), 'sh-a-master-1', script);
  };

  it('is an API server that nobody kills for the loss of events', () => {
    const { code, output } = apiServerOf(OTHERS['events apart and further names'] ?? {});
    expect(code).toBe(0);
    // The probe for readiness asks for all: it takes nobody out, and shows what is wrong.
    expect(output.match(/path: .*z.*$/gm)).toEqual([
      'path: /livez?exclude=etcd-override-0',
      'path: /readyz',
      'path: /livez?exclude=etcd-override-0',
    ]);
    expect(output).toContain('- --etcd-servers-overrides=/events#https://10.10.0.2:12379;https://10.10.0.3:12379;');
    for (const name of ['DNS:*.bank.example', 'IP Address:10.10.0.99', 'IP Address:FD00:0:0:0:0:0:0:1']) {
      expect(output).toContain(name);
    }
    const [from = 0, to = 0] = [...output.matchAll(/not(?:Before|After)=(.*)/g)].map(([, date]) => Date.parse(date!));
    expect(Math.round((to - from) / 86_400_000)).toBe(90);
  });

  it('is an API server with an etcd outside, and the socket of a key service', () => {
    const { code, output } = apiServerOf(OTHERS['etcd outside and a key service'] ?? {});
    expect(code).toBe(0);
    expect(output).toContain('- --etcd-servers=https://10.10.0.61:2379,https://[fd00::62]:2379,https://etcd-3:2379\n');
    expect(output).toContain('- --etcd-certfile=/etc/kubernetes/pki/external-etcd/client.crt\n');
    expect(output).toContain('mountPath: /run/kms\n');
  });
});

/** Answers over TLS as an API server would, on the address of a master, with that master's name. */
const ANSWER = `
const { createServer } = require('node:https');
const { readFileSync } = require('node:fs');
const [name, address] = process.argv.slice(1);
const read = (file) => readFileSync('/etc/kubernetes/pki/apiserver.' + file);
createServer({ key: read('key'), cert: read('crt') }, (_, answer) => answer.end(name)).listen(6443, address);`;

describe('the load balancer', () => {
  it('leads to the own site first, then to others, and says so when nobody is ready', () => {
    const rendering = rendered();
    const { output } = onHost(
      rendering,
      'sh-a-master-1',
      `
for address in 10.10.0.3 10.11.0.2; do ip address add "$address/32" dev lo; done
${binary('kubeadm')} init phase certs ca --config ${KUBEADM} >/dev/null 2>&1
${binary('kubeadm')} init phase certs apiserver --config ${KUBEADM} >/dev/null 2>&1
haproxy -db -f /etc/haproxy/haproxy.cfg >/dev/null 2>&1 &
ready() { curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8405/ready; }
live() { curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}' http://127.0.0.1:8405/live; }
check() { sh /usr/libexec/keepalived/check-api; echo $?; }
who() { curl --silent --insecure --max-time 2 https://127.0.0.1:8443/; }
# until WANT COMMAND: what the command says in the end, at the latest after 20 s
until_is() { for _ in $(seq 100); do [ "$($2)" = "$1" ] && break; sleep 0.2; done; printf '%s=%s ' "$2" "$($2)"; }
answer() { '${process.execPath}' -e "$answer" "$1" "$2" & }
answer=$(cat <<'END'
${ANSWER}
END
)
until_is 503 ready; until_is 200 live; until_is 22 check; echo
answer other-site 10.11.0.2
until_is 200 ready; until_is other-site who; until_is 0 check; echo
answer own-site 10.10.0.3
own=$!
until_is own-site who; echo
kill $own
until_is other-site who; until_is 200 ready; echo
`,
    );
    expect(output.split('\n').map((line) => line.trim())).toEqual([
      'ready=503 live=200 check=22',
      'ready=200 who=other-site check=0',
      'who=own-site',
      'who=other-site ready=200',
      '',
    ]);
  });
});
