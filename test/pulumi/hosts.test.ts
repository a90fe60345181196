import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hideAnswers } from '../../lib/engines/pulumi/hide-answers';
import { bootstrapHosts } from '../../lib/engines/pulumi/hosts';
import { type ApiServer, binary, startApiServer } from '../cluster/harness';
import { Engine, killEngine, named, poll, recover, type Run, type TestStack } from './harness';
import { clusterOf, type Wish } from './hosts/environment';
import { Room } from './hosts/room';

const MASTERS = ['s1-master-1', 's1-master-2', 's1-master-3'];
const WORKERS = ['s1-worker-1', 's1-worker-2'];

describe('hosts over SSH', () => {
  let api: ApiServer;
  let room: Room;
  let engine: Engine;
  let stack: TestStack;
  let port: number;
  let admin: string;
  /** Everything that anybody could have read. */
  const said: string[] = [];

  beforeAll(async () => {
    [api, port] = await Promise.all([startApiServer(), Room.port()]);
    admin = readFileSync(api.kubeconfig, 'utf8');
    room = await Room.open(clusterOf({ port, workers: 4 }).environment.hosts, port, admin);
    engine = await Engine.start({ plugins: ['command'] });
    stack = await engine.stack('hosts', program());
  }, 120_000);
  afterAll(async () => {
    await Promise.all([engine?.stop(), room?.close(), api?.stop()]);
  }, 60_000);

  const program =
    (wish: Partial<Wish> = {}, knownHosts?: string) =>
    () => {
      // As every program does that makes hosts.
      hideAnswers();
      const kubeconfig = bootstrapHosts(clusterOf({ port, ...wish }), {
        knownHosts: knownHosts ?? room.knownHosts,
        privateKey: room.privateKey,
      });
      return Promise.resolve({ kubeconfig });
    };
  const kept = (run: Run) => {
    room.noteTokens();
    said.push(run.output, stack.readBackend());
    return run;
  };
  const up = async (wish?: Partial<Wish>) => kept(await stack.up({ program: program(wish) }));
  const fails = async (wish?: Partial<Wish>, knownHosts?: string) =>
    kept(await stack.tryUp({ program: program(wish, knownHosts) }));

  it('become a cluster: the first master, the others one by one, then the workers', async () => {
    const { outputs, summary } = await up();
    const calls = room.calls().filter((call) => !/invite|upload/.test(call));
    expect(calls.slice(0, 3)).toEqual(['s1-master-1 init', 's1-master-2 join', 's1-master-3 join']);
    expect([...calls.slice(3)].sort()).toEqual(WORKERS.map((name) => `${name} join`));
    expect(summary).toEqual({ create: 5 + 1 + 1 + 2 + 3 + 2 + 1 });
    expect(outputs['kubeconfig']).toEqual({ value: admin.trimEnd(), secret: true });
  }, 150_000);

  it('have their files, and are prepared', async () => {
    expect(await room.on('s1-worker-1', 'cat /etc/motd; ls /root/tripod; ls /run/tripod')).toBe(
      'first\n_common\ns1-worker-1\n',
    );
    for (const name of [...MASTERS, ...WORKERS]) {
      expect(await room.on(name, 'cat /var/lib/tripod/joined; ls -d /etc/tripod/host.env')).toBe(
        '1.34.4\n/etc/tripod/host.env\n',
      );
    }
  });

  it('give a kubeconfig by which the cluster answers', async () => {
    const path = join(room.folder, 'returned.conf');
    writeFileSync(path, String((await stack.inner.outputs())['kubeconfig']?.value), { mode: 0o600 });
    const said = execFileSync(binary('kubectl'), [
      '--kubeconfig',
      path,
      'get',
      'namespace',
      'default',
      '--output=name',
    ]);
    expect(said.toString()).toBe('namespace/default\n');
  });

  it('are left alone by a second run', async () => {
    const { summary } = await up();
    expect(Object.keys(summary)).toEqual(['same']);
    expect(room.calls()).toEqual([]);
  });

  it('are touched one by one: a changed file of a worker is put there, and nowhere else', async () => {
    const run = await up({ motd: 'second' });
    expect(named(run, 'update')).toEqual(['Host/s1-worker-1/files']);
    expect(named(run, 'create', 'replace', 'delete')).toEqual([]);
    expect(await room.on('s1-worker-1', 'cat /etc/motd')).toBe('second\n');
    expect(room.calls()).toEqual([]);
  });

  describe('one that is added later', () => {
    const WISH = { motd: 'second', workers: 3 };

    it('and whose join is interrupted leaves a failed run, which says why', async () => {
      room.spoil('s1-worker-3', 'fault');
      const run = await fails(WISH);
      expect(run.failure).toBeDefined();
      expect(run.output).toContain('a link is down');
      expect(room.calls()).toEqual(['s1-master-1 invite', 's1-worker-3 join']);
    });

    it('is invited anew by the next run, since the first invitation has ended, and joins; nobody else is asked', async () => {
      room.mend('s1-worker-3');
      room.endTokens();
      const run = await up(WISH);
      expect(named(run, 'create')).toEqual(['Host/s1-worker-3/join']);
      expect(named(run, 'update', 'replace', 'delete')).toEqual([]);
      expect(room.calls()).toEqual(['s1-master-1 invite', 's1-worker-3 join']);
      expect(Object.keys((await up(WISH)).summary)).toEqual(['same']);
    });
  });

  it('join by the next run, too, where the whole engine was killed in the midst of it', async () => {
    const wish = { motd: 'second', workers: 4 };
    room.spoil('s1-worker-4', 'slow');
    const killed = fails(wish);
    expect(await poll(60, () => Promise.resolve(room.calls().includes('s1-worker-4 join') || undefined))).toBe(true);
    killEngine(stack);
    expect((await killed).failure).toBeDefined();
    room.mend('s1-worker-4');
    room.endTokens();
    // What the engine held when it was killed, it could not give back.
    await recover(stack);
    expect(named(await up(wish), 'create')).toEqual(['Host/s1-worker-4/join']);
    expect(await room.on('s1-worker-4', 'cat /var/lib/tripod/joined')).toBe('1.34.4\n');
    expect(Object.keys((await up(wish)).summary)).toEqual(['same']);
    room.calls();
  });

  it('adopt a changed setting: files on one master after the other, then what joining masters read, then the masters', async () => {
    const wish = { motd: 'second', workers: 4, names: ['api.elsewhere.example'] };
    const run = await up(wish);
    const steps = (what: string) => MASTERS.map((name) => `Host/${name}/${what}`);
    const order = [...steps('files'), 'Host/s1-master-1/cluster-settings', ...steps('settings')];
    expect(named(run, 'update')).toEqual(order);
    expect(named(run, 'create', 'replace', 'delete')).toEqual([]);
    expect(room.calls()).toEqual(['s1-master-1 upload-config']);
    expect(await room.on('s1-master-3', 'grep -lF api.elsewhere.example /etc/kubernetes/master.yaml')).toBe(
      '/etc/kubernetes/master.yaml\n',
    );
  });

  it('that show another key than the known one are refused, and nothing is done there', async () => {
    const wish = { motd: 'third', workers: 4, names: ['api.elsewhere.example'] };
    const forged = room.knownHosts.replace(room.publicKey('s1-worker-1'), room.publicKey('s1-worker-2'));
    const run = await fails(wish, forged);
    expect(run.failure).toBeDefined();
    expect(run.output).toMatch(/host key mismatch|Host key verification failed/);
    expect(await room.on('s1-worker-1', 'cat /etc/motd')).toBe('second\n');
    expect(named(await up(wish), 'update')).toEqual(['Host/s1-worker-1/files']);
  });

  it('that nobody vouched for are named before anything runs', async () => {
    const run = await fails({}, room.knownHosts.split('\n').slice(0, 3).join('\n'));
    expect(run.output).toContain('no key of s1-worker-1, s1-worker-2');
    expect(run.output).toContain(`ssh-keyscan -p ${port} 127.77.0.5 127.77.0.6`);
    expect(run.steps).toEqual([]);
  });

  it('stay what they are when the stack is destroyed', async () => {
    await stack.destroy();
    expect(room.calls()).toEqual([]);
    expect(await room.on('s1-master-2', 'cat /var/lib/tripod/joined')).toBe('1.34.4\n');
  });

  it('are found as they are by a stack that knows nothing of them', async () => {
    const { summary } = await up({ motd: 'third', workers: 4, names: ['api.elsewhere.example'] });
    expect(Object.keys(summary)).toEqual(['create']);
    expect(room.calls().filter((call) => / (init|join)$/.test(call))).toEqual([]);
  }, 150_000);

  it('leave no secret in the state, the log or the output', async () => {
    const keys = await room.on('s1-master-1', 'cat /etc/kubernetes/encryption/keys');
    const secrets = [
      ...room.tokens,
      ...room.privateKey.split('\n').slice(1, -2),
      ...keys.trim().split(':').slice(1),
      ...admin
        .split('\n')
        .filter((line) => line.length > 60 || line.includes('token:'))
        .map((line) => line.trim().split(' ').at(-1) ?? ''),
    ];
    expect(secrets.length).toBeGreaterThan(10);
    // What is looked at is what there is: names of steps stand in all of it.
    expect(said.every((text) => text.includes('s1-worker-1'))).toBe(true);
    expect(secrets.filter((secret) => secret.length < 10)).toEqual([]);
    expect(secrets.filter((secret) => said.some((text) => text.includes(secret)))).toEqual([]);
  });
});
