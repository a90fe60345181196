import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Calico, ControlPlane, render, type Rendering } from 'tripod-iac';
import { allAtOnce, type Machine, missing, run, World } from '../drills/world';
import { cityOf, PROPS, type Room } from '../support/control-plane';
import { binary } from './harness';
import { poll } from './harness/poll';
import { projectRoot } from './harness/project-root';

const VIP = '10.0.0.250';

function cluster(...rooms: readonly Room[]): Rendering {
  const owner = cityOf(...rooms);
  new ControlPlane(owner, 'control-plane', PROPS);
  new Calico(owner, 'network');
  return render(owner);
}

/** Processes of this machine whose variables name a folder, as those of every host of a world do. */
function processesOf(folder: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder);
    } catch {
      return false; // it ended meanwhile
    }
  });
}

/** Of a world, as far as this machine could still show it. */
const left = (folder: string) => ({
  folder: existsSync(folder),
  processes: processesOf(folder),
  mounts: readFileSync('/proc/mounts', 'utf8').includes(folder),
});
const NOTHING = { folder: false, processes: [], mounts: false };

it('finds all that it needs on this machine', () => {
  expect(missing()).toEqual([]);
});

describe('three masters in one site', () => {
  let world: World;
  let holder: Machine;

  beforeAll(async () => {
    world = await World.create(cluster({ masters: 3, vip: VIP }));
    await allAtOnce(world);
  }, 150_000);
  afterAll(() => world?.close());

  /** kubectl as a user in the office has it: on the network of the site, and through the VIP. */
  const kubectl = async (...args: readonly string[]) => {
    const kubeconfig = join(world.folder, 'admin.conf');
    if (!existsSync(kubeconfig)) writeFileSync(kubeconfig, await world.first.must('cat /etc/kubernetes/admin.conf'));
    const flags = [
      `--cache-dir=${world.folder}/kube-cache`,
      `--kubeconfig=${kubeconfig}`,
      `--server=https://${VIP}:8443`,
      '--request-timeout=2s',
    ];
    return run([...world.enter('s1'), binary('kubectl'), ...flags, ...args]);
  };
  const written = (name: string) =>
    poll(30, async () => {
      const { code, output } = await kubectl('create', 'configmap', name);
      // It may have been stored by one that timed out.
      return code === 0 || output.includes('already exists') ? name : undefined;
    });
  const holders = async () => {
    const holds = await Promise.all(world.machines.map(async (machine) => (await machine.holdsVip()) && machine));
    return holds.filter((machine) => machine !== false);
  };

  it('take a write through the VIP, which one of them holds', async () => {
    expect(await written('first')).toBe('first');
    expect(await holders()).toHaveLength(1);
    holder = (await holders())[0]!;
  }, 60_000);

  it('keep it, and take the next, when the holder has lost its power', async () => {
    await holder.powerOff();
    expect(await written('second')).toBe('second');
    const [next, ...others] = await holders();
    expect(others).toEqual([]);
    expect(next?.name).not.toBe(holder.name);
    const { output } = await kubectl('get', 'configmaps', '--output=name');
    expect(output.split('\n')).toEqual(expect.arrayContaining(['configmap/first', 'configmap/second']));
  }, 60_000);

  it('start again what is killed, and what comes back with its disk', async () => {
    const other = world.machines.find((machine) => machine !== holder)!;
    other.kill('kube-scheduler');
    expect(await poll(5, async () => Promise.resolve(other.isRunning('kube-scheduler') ? undefined : true))).toBe(true);
    await holder.boot();
    expect(await poll(5, async () => Promise.resolve(other.isRunning('kube-scheduler') || undefined))).toBe(true);
    const ready = `curl --silent --insecure --max-time 2 https://${holder.address}:6443/readyz`;
    expect(await poll(60, async () => (await holder.run(ready)).output === 'ok' || undefined)).toBe(true);
  }, 90_000);

  it('leave nothing behind', async () => {
    const { folder } = world;
    expect(left(folder)).not.toEqual(NOTHING);
    await world.close();
    expect(left(folder)).toEqual(NOTHING);
  }, 30_000);
});

describe('three sites', () => {
  let world: World;
  beforeAll(async () => {
    const far = { masters: 1, rtt: 10 };
    world = await World.create(cluster({ ...far, vip: VIP }, far, far));
  }, 60_000);
  afterAll(() => world?.close());

  /** From one site to the host of another: milliseconds until it refuses a connection; undefined where nothing answers. */
  const roundTrip = async (from: string, to: string): Promise<number | undefined> => {
    const address = world.machine(`${to}-master-1`).address;
    const flags = ['--silent', '--max-time', '0.5', '--write-out', '%{time_total}'];
    const { code, output } = await run([...world.enter(from), 'curl', ...flags, `http://${address}:1/`]);
    return code === 7 ? 1000 * Number(output) : undefined;
  };

  /** The quickest of some: whatever else this machine does only makes them longer. */
  const quickest = async (from: string, to: string): Promise<number> => {
    const times: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) times.push((await roundTrip(from, to)) ?? Infinity);
    return Math.min(...times);
  };

  it('are as far from each other as the landscape says', async () => {
    const measured = await quickest('s1', 's2');
    expect(measured).toBeGreaterThanOrEqual(10);
    expect(measured).toBeLessThan(20);
    expect(await quickest('s1', 's1')).toBeLessThan(10);
  });

  it('are cut from each other one link at a time', async () => {
    await world.cut('s1', 's2');
    expect(await roundTrip('s1', 's2')).toBeUndefined();
    expect(await roundTrip('s2', 's1')).toBeUndefined();
    expect(await roundTrip('s1', 's3')).toBeDefined();
    expect(await roundTrip('s3', 's2')).toBeDefined();
    await world.heal('s1', 's2');
    expect(await roundTrip('s1', 's2')).toBeDefined();
  });

  it('lose one of them and get it back', async () => {
    await world.isolate('s3');
    expect(await roundTrip('s1', 's3')).toBeUndefined();
    expect(await roundTrip('s3', 's2')).toBeUndefined();
    expect(await roundTrip('s1', 's2')).toBeDefined();
    await world.rejoin('s3');
    expect(await roundTrip('s3', 's1')).toBeDefined();
    await expect(world.cut('s1', 's9')).rejects.toThrow('wan: cut s1 s9: error: no delay between s1 and s9');
  });
});

it('goes with the program that made it, however that ends', async () => {
  const script = join(projectRoot, 'test/cluster/support/abandoned-world.ts');
  const owner = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(owner.stdout, 'data')) as [Buffer];
  const folder = said.toString().trim();
  expect(processesOf(folder).length).toBeGreaterThan(0);
  owner.kill('SIGKILL');
  const gone = await poll(10, async () => Promise.resolve(left(folder).folder ? undefined : true));
  expect(gone).toBe(true);
  expect(left(folder)).toEqual(NOTHING);
}, 60_000);
