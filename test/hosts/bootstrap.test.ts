import { type ControlPlaneProps, EncryptionAtRest, Etcd, files, SecretValue } from 'tripod-iac';
import { parse } from 'yaml';
import { hostFile, rendered } from '../support/control-plane';

const ENV = '/etc/tripod/host.env';

/** The lines of a host's file of names and values, as pairs. */
function hostEnv(host: string, props: Partial<ControlPlaneProps> = {}): Record<string, string> {
  const lines = hostFile(rendered('production', props), host, ENV).trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value = ''] = /^TRIPOD_([A-Z_]+)='([^']*)'$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`not a plain line: ${line}`);
      return [name, value];
    }),
  );
}

describe('what a host knows of itself', () => {
  it('is its place among the others', () => {
    expect(hostEnv('sh-a-master-1')).toEqual({
      HOST: 'sh-a-master-1',
      ADDRESS: '10.10.0.2',
      ROLE: 'first-master',
      ENDPOINT: 'api.prod.bank.example:8443',
      API: 'https://10.10.0.2:6443',
      READY: '/readyz',
      PEERS: '10.10.0.3 10.11.0.2 10.11.0.3 10.12.0.2',
      KUBERNETES: '1.34.4',
      CONTAINERD: '2.0',
      VIP: '10.10.0.5',
      KEEPALIVED: 'yes',
      KEEPALIVED_FLOOR: '2.2',
      ETCD: 'stacked',
      EVENTS_ETCD: 'no',
      ENCRYPTION: 'secretbox',
      KEY: 'made',
      TIME: 'no',
      // 60, and 5 s and two elections of 1 s for each of four others.
      PATIENCE: '88',
    });
  });

  it.each([
    ['sh-b-master-1', { ROLE: 'master', VIP: '10.11.0.5', KEEPALIVED: 'yes' }],
    ['sh-w-master-1', { ROLE: 'master', VIP: '', KEEPALIVED: 'no', API: 'https://10.12.0.2:6443' }],
    ['sh-a-worker-1', { ROLE: 'node', VIP: '', KEEPALIVED: 'no', API: '' }],
  ])('%s has %j', (host, want) => {
    expect(hostEnv(host)).toMatchObject(want);
  });

  const external = Etcd.external({
    endpoints: ['https://10.10.0.61:2379', 'https://10.11.0.61:2379', 'https://10.12.0.61:2379'],
  });
  it.each<[string, Partial<ControlPlaneProps>, object]>([
    ['timeServers', { timeServers: ['ntp1.bank.example'] }, { TIME: 'yes' }],
    // What the load balancers do without is no reason to wait.
    [
      'eventsEtcd',
      { eventsEtcd: true },
      { EVENTS_ETCD: 'yes', READY: '/readyz?exclude=etcd-override-0&exclude=etcd-override-readiness-0' },
    ],
    ['loadBalancerPort', { loadBalancerPort: 9443 }, { ENDPOINT: 'api.prod.bank.example:9443' }],
    ['etcd', { etcd: external }, { ETCD: 'external', PATIENCE: '60' }],
    ['a key', { encryption: EncryptionAtRest.secretbox({ key: SecretValue.from('etcd-key') }) }, { KEY: 'given' }],
    [
      'a key service',
      { encryption: EncryptionAtRest.kms({ name: 'hsm', endpoint: 'unix:///run/kms/plugin.sock' }) },
      { ENCRYPTION: 'kms', READY: '/readyz?exclude=kms-providers' },
    ],
  ])('changes with %s', (_, props, want) => {
    expect(hostEnv('sh-a-master-1', props)).toMatchObject(want);
    expect(hostEnv('sh-a-master-1')).not.toMatchObject(want);
  });
});

describe('the scripts', () => {
  const rendering = rendered();
  const written = files(rendering).map(({ path }) => path);

  it('stand once for all hosts', () => {
    for (const path of ['usr/local/sbin/tripod-bootstrap', 'usr/local/lib/tripod/lib.sh', 'etc/crictl.yml']) {
      expect(written.filter((file) => file.endsWith(path))).toEqual([`hosts/_common/${path}`]);
    }
  });

  it('invite from masters only', () => {
    const inviters = rendering.hostFiles.filter(({ file }) => file.path === '/usr/local/sbin/tripod-invite');
    expect(inviters.map(({ file }) => file.host.name)).toEqual(
      rendering.environment.hostsWith('control-plane').map(({ name }) => name),
    );
  });

  it('may be run by root alone to change anything, and read by all', () => {
    const modes = rendering.hostFiles
      .filter(({ file }) => file.host.name === 'sh-a-worker-1' && file.path.startsWith('/usr/local'))
      .map(({ file }) => [file.path, file.mode, file.owner]);
    expect(modes).toContainEqual(['/usr/local/sbin/tripod-bootstrap', '0755', 'root:root']);
    expect(modes).toContainEqual(['/usr/local/lib/tripod/lib.sh', '0644', 'root:root']);
  });
});

describe('cloud-init', () => {
  const rendering = rendered('production', { cloudInit: true });
  const userData = (host: string) => {
    const file = files(rendering).find(({ path }) => path === `hosts/${host}/user-data`);
    return file?.text ?? '';
  };

  it('has the files of exactly that host, as they are installed', () => {
    const { write_files: entries } = parse(userData('sh-a-master-1'));
    const own = rendering.hostFiles.filter(({ file }) => file.host.name === 'sh-a-master-1');
    expect(entries).toEqual(
      own.map(({ file, content }) => ({ path: file.path, permissions: file.mode, owner: file.owner, content })),
    );
  });

  it('makes a member of the host, and takes it for no failure that it waits for its invitation', () => {
    expect(userData('sh-a-worker-1')).toMatch(/^#cloud-config\n/);
    expect(parse(userData('sh-a-worker-1')).runcmd).toEqual(['/usr/local/sbin/tripod-bootstrap || [ $? -eq 3 ]']);
  });

  it('is there for every host, and only when it is asked for', () => {
    const all = (list: ReturnType<typeof files>) => list.filter(({ path }) => path.endsWith('/user-data'));
    expect(all(files(rendering))).toHaveLength(rendering.environment.hosts.length);
    expect(all(files(rendered()))).toEqual([]);
  });
});

describe('the plan', () => {
  const commands = (props: Partial<ControlPlaneProps> = {}) => {
    const control = rendered('production', props).components.find(
      ({ component }) => component.node.id === 'control-plane',
    );
    return (control?.component.steps ?? []).filter(({ when }) => (when ?? 'install') === 'install');
  };

  it('prepares all hosts, makes the first master, then the others one by one, then the rest in batches', () => {
    const [put, first, others, nodes, config] = commands();
    expect(put?.commands).toHaveLength(1 + 27);
    expect(put?.commands[0]).toContain(
      '/usr/local/sbin/tripod-bootstrap packages kernel swap time runtime keepalived kubelet',
    );
    expect(first?.commands).toEqual(["ssh -n root@10.10.0.2 '/usr/local/sbin/tripod-bootstrap'"]);
    const joined = others?.commands.flatMap((line) => /\{ (join_master .*); \}/.exec(line)?.[1] ?? []);
    expect(joined).toEqual([
      'join_master sh-a-master-2 10.10.0.3',
      'join_master sh-b-master-1 10.11.0.2',
      'join_master sh-b-master-2 10.11.0.3',
      'join_master sh-w-master-1 10.12.0.2',
    ]);
    expect(nodes?.commands.slice(1).map((line) => line === 'wait')).toEqual(
      Array.from({ length: 24 }, (_, index) => index === 20 || index === 23),
    );
    expect(config?.commands.at(-1)).toBe('kubectl get nodes');
  });

  it('hands a key that the bank made over through a pipe, and never writes over one', () => {
    const key = SecretValue.from('etcd-key');
    const [, first] = commands({ encryption: EncryptionAtRest.secretbox({ key }) });
    expect(first?.commands[0]).toBe(
      `ssh root@10.10.0.2 'umask 077 && mkdir -p /etc/kubernetes/encryption && { [ -s /etc/kubernetes/encryption/keys ] || printf '\\''key1:%s\\n'\\'' "$(cat)" > /etc/kubernetes/encryption/keys; }' < "$SECRETS/etcd-key"`,
    );
  });
});
