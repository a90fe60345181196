import {
  Calico,
  EncryptionAtRest,
  ExistingMachines,
  files,
  type Machines,
  render,
  type Rendering,
  SecretValue,
} from 'tripod-iac';
import { type BootstrapOptions, bootstrapHosts } from '../../../lib/engines/pulumi/hosts';
import { rendered } from '../../support/control-plane';
import { environment } from '../../support/bank';
import { expectRefused } from '../../support/refused';
import { type Made, recorded, visible } from '../../engines/pulumi/hosts/recorded';
import { filesOf } from '../../engines/pulumi/hosts/unpacked';

const MASTERS = ['sh-t-master-1', 'sh-t-master-2', 'sh-t-master-3'];
const WORKERS = ['sh-t-worker-1', 'sh-t-worker-2', 'sh-t-worker-3'];
const [FIRST = ''] = MASTERS;

/** A line for every host, under its address. */
const keysOf = ({ environment }: Rendering, prefix = (address: string) => address) =>
  environment.hosts.map(({ name, address }) => `${prefix(address)} ssh-ed25519 KEY-OF-${name}`).join('\n');

const made = (rendering: Rendering, options: Partial<BootstrapOptions> = {}) =>
  recorded(rendering, { knownHosts: keysOf(rendering), privateKey: 'PRIVATE', ...options });

const step = (all: ReadonlyMap<string, Made>, host: string, what: string) => {
  const found = all.get(`Host/${host}/${what}`);
  if (found === undefined) throw new Error(`no ${what} of ${host} in ${[...all.keys()].join(', ')}`);
  return found;
};
const text = (value: unknown) => JSON.stringify(value);

describe('the steps of a bootstrap', () => {
  const rendering = rendered('test');
  let all: ReadonlyMap<string, Made>;
  beforeAll(async () => {
    all = await made(rendering);
  });

  it('have names by which a person finds the host', () => {
    expect([...all.keys()].sort()).toEqual(
      [
        ...[...MASTERS, ...WORKERS].map((host) => `Host/${host}/files`),
        `Host/${FIRST}/control-plane`,
        `Host/${FIRST}/cluster-settings`,
        `Host/${FIRST}/kubeconfig`,
        ...MASTERS.map((host) => `Host/${host}/settings`),
        ...[...MASTERS.slice(1), ...WORKERS].map((host) => `Host/${host}/join`),
      ].sort(),
    );
  });

  it.each([
    ['the first master', FIRST, 'control-plane', [`${FIRST}/files`]],
    ['the second master', 'sh-t-master-2', 'join', [`${FIRST}/cluster-settings`, 'sh-t-master-2/files']],
    ['the third master', 'sh-t-master-3', 'join', ['sh-t-master-2/join', 'sh-t-master-3/files']],
    ['a worker', 'sh-t-worker-2', 'join', ['sh-t-master-3/join', 'sh-t-worker-2/files']],
    ['what masters adopt', 'sh-t-master-1', 'settings', ['sh-t-master-3/join']],
    ['what the next adopts', 'sh-t-master-2', 'settings', ['sh-t-master-1/settings']],
    ['what joining masters read', FIRST, 'cluster-settings', [`${FIRST}/control-plane`, 'sh-t-master-3/files']],
    ['the kubeconfig', FIRST, 'kubeconfig', [...WORKERS.map((name) => `${name}/join`), 'sh-t-master-3/settings']],
  ])('of %s come after what they need', (_, host, what, before) => {
    expect(step(all, host, what).after).toEqual(expect.arrayContaining(before.map((name) => `Host/${name}`)));
  });

  it('of masters touch one master at a time, those of workers all', () => {
    const masters = [...all].filter(([name]) => /master-\d\/(files|join|settings)$/.test(name));
    for (const [name, { beside }] of masters) {
      const kind = name.split('/').at(-1);
      expect(beside.filter((other) => other.includes('master') && other.endsWith(`/${kind}`))).toEqual([]);
    }
    expect(step(all, 'sh-t-worker-3', 'join').beside).toEqual(
      expect.arrayContaining(['Host/sh-t-worker-1/join', 'Host/sh-t-worker-2/join']),
    );
  });

  it('log nothing, and hand on nothing of what they said before', () => {
    for (const { inputs } of all.values()) {
      expect(inputs).toMatchObject({ logging: 'none', addPreviousOutputInEnv: false });
      expect(inputs['delete']).toBeUndefined();
    }
  });

  it('keep the private key secret wherever it stands', () => {
    for (const { inputs } of all.values()) {
      expect(text(inputs).includes('PRIVATE')).toBe(true);
      expect(text(visible(inputs)).includes('PRIVATE')).toBe(false);
    }
  });

  it('check the key of every host', () => {
    for (const [name, { type, inputs }] of all) {
      const host = name.split('/')[1] ?? '';
      if (type === 'command:remote:Command')
        expect(text(inputs['connection'])).toContain(`ssh-ed25519 KEY-OF-${host}"`);
      else {
        expect(inputs['environment']).toMatchObject({
          TRIPOD_KNOWN_HOSTS: expect.stringMatching(`KEY-OF-${FIRST}\n.* ssh-ed25519 KEY-OF-${host}$`),
          TRIPOD_SSH_CONFIG: expect.stringContaining('StrictHostKeyChecking yes'),
        });
      }
    }
  });

  it('that are done once do nothing when a key or an address changes', () => {
    expect(step(all, FIRST, 'control-plane').inputs['update']).toBe('true');
    expect(step(all, 'sh-t-worker-1', 'join').inputs['update']).toBe('true');
    expect(step(all, FIRST, 'files').inputs['update']).toBeUndefined();
  });
});

describe('a change', () => {
  const changed = async (before: Rendering, after: Rendering) => {
    const [old, next] = [await made(before), await made(after)];
    return [...next].filter(([name, { inputs }]) => text(inputs) !== text(old.get(name)?.inputs)).map(([name]) => name);
  };

  it('of nothing changes nothing', async () => {
    expect(await changed(rendered('test'), rendered('test'))).toEqual([]);
  });

  it('of a file that masters have goes to masters, and into effect where it is a setting', async () => {
    const next = rendered('test', { certSANs: ['api.bank.example'] });
    expect((await changed(rendered('test'), next)).sort()).toEqual(
      [
        ...MASTERS.map((name) => `Host/${name}/files`),
        ...MASTERS.map((name) => `Host/${name}/settings`),
        `Host/${FIRST}/cluster-settings`,
      ].sort(),
    );
  });

  it('of the text for the kubeconfig takes it anew', async () => {
    const rendering = rendered('test');
    const next = await made(rendering, { kubeconfigTaken: '2027' });
    expect(step(next, FIRST, 'kubeconfig').inputs['triggers']).toEqual(['2027']);
  });
});

describe('the key by which Secrets are encrypted', () => {
  const rendering = rendered('test', {
    encryption: EncryptionAtRest.secretbox({ key: SecretValue.from('etcd/encryption-key') }),
  });

  it('is kept on the first master before the cluster begins, and is secret on the way', async () => {
    const all = await made(rendering, { secrets: { 'etcd/encryption-key': 'a-key' } });
    expect(step(all, FIRST, 'encryption-key').inputs['stdin']).toEqual({ secret: 'a-key' });
    expect(step(all, FIRST, 'control-plane').after).toContain(`Host/${FIRST}/encryption-key`);
    expect([...all.values()].filter(({ inputs }) => text(inputs).includes('a-key'))).toHaveLength(1);
  });

  it('is missed by its name', () => {
    expectRefused(
      () => bootstrapHosts(rendering, { knownHosts: keysOf(rendering) }),
      'test  secrets: got nothing under etcd/encryption-key',
    );
  });
});

describe('a jump', () => {
  const rendering = rendered('test', {
    machines: new ExistingMachines({ user: 'ops', port: 2222, jump: 'operator@bastion.bank.example:2200' }),
  });
  const keys = `${keysOf(rendering, (address) => `[${address}]:2222`)}\n[bastion.bank.example]:2200 ssh-ed25519 KEY-OF-JUMP`;

  it('is passed by all connections, proves itself too, and root is reached by sudo', async () => {
    const all = await made(rendering, { knownHosts: keys });
    expect(text(step(all, FIRST, 'files').inputs['connection'])).toContain(
      '"proxy":{"dialErrorLimit":3,"host":"bastion.bank.example","hostKey":"ssh-ed25519 KEY-OF-JUMP"',
    );
    expect(step(all, FIRST, 'files').inputs['create']).toContain('| { sudo -n sh -c ');
    const { environment } = step(all, 'sh-t-worker-1', 'join').inputs as { environment: Record<string, string> };
    expect(environment['TRIPOD_SSH_CONFIG']).toContain('ProxyJump bastion.bank.example');
    expect(environment['TRIPOD_SSH_CONFIG']).toContain('Host bastion.bank.example\n  User operator\n  Port 2200\n');
    expect(environment['TRIPOD_KNOWN_HOSTS']).toContain('[bastion.bank.example]:2200 ssh-ed25519 KEY-OF-JUMP');
  });

  it('that nobody vouched for is named', () => {
    expectRefused(
      () => bootstrapHosts(rendering, { knownHosts: keys.replace(/.*JUMP/, '') }),
      'no key of the jump bastion.bank.example',
    );
  });
});

describe('refused before anything is registered', () => {
  const bare = environment('test');
  new Calico(bare, 'network');
  const plain = render(bare);
  const elsewhere: Machines = {
    prerequisites: [],
    provision: () => [],
    run: (_, command) => command,
    pipe: (_, command) => command,
  };
  const rendering = rendered('test');

  it.each<[string, Rendering, string, string]>([
    ['hosts without a key', rendering, keysOf(rendering).split('\n').slice(1).join('\n'), `no key of ${FIRST}`],
    ['keys under another port', rendering, keysOf(rendering, (address) => `[${address}]:2222`), `no key of ${FIRST}, `],
    [
      'a jump without its user, who would be another one with every person',
      rendered('test', { machines: new ExistingMachines({ jump: 'bastion' }) }),
      `${keysOf(rendering)}\nbastion ssh-ed25519 KEY`,
      'test  machines.jump: got bastion, want also the user who logs in there',
    ],
    ['machines that are not reached by SSH', rendered('test', { machines: elsewhere }), '', 'want ExistingMachines'],
    ['an environment without hosts of its own', plain, '', 'no component that makes a cluster from hosts'],
  ])('are %s', (_, of, knownHosts, message) => {
    expectRefused(() => bootstrapHosts(of, { knownHosts }), message);
  });
});

it('sends every host the files that the other door writes for it', async () => {
  const rendering = rendered('test');
  const all = await made(rendering);
  const written = files(rendering).filter(({ path }) => path.startsWith('hosts/'));
  for (const host of [...MASTERS, ...WORKERS]) {
    const sent = filesOf(String(step(all, host, 'files').inputs['stdin']));
    for (const [path, content] of sent) {
      expect(written.find((file) => file.path === `hosts/${path}`)?.text).toBe(content);
    }
    const own = written.filter(({ path }) => path.startsWith(`hosts/${host}/`));
    expect([...sent.keys()]).toEqual(expect.arrayContaining(own.map(({ path }) => path.replace('hosts/', ''))));
    expect(sent.has('_common/install.sh')).toBe(true);
  }
});
