import { Provider } from '@pulumi/kubernetes/provider';
import { type CustomResourceOptions, output, secret } from '@pulumi/pulumi';
import { Condition, fetchedOperators, render } from 'tripod-iac';
import { Duration } from 'cdk8s';
import type { KubeObject } from '../cluster/harness';
import { platform } from '../../stacks/platform';
import { NODE_LABELS } from '../../lib/core/contracts/nodes';
import { environmentsOf } from '../../lib/engines/synth/choose';
import {
  Engine,
  factsOf,
  named,
  Player,
  poll,
  startWorld,
  type TestStack,
  vendoredForTests,
  type World,
} from './harness';
import { RawObject } from './harness/object';
import { claim, DEPLOYMENT, NAMESPACE, SETTINGS, vessel, VESSELS, within, WORKLOADS } from './harness/samples';

const ready = Condition.jsonPath('{.status.phase}', 'Ready');

/** Each object waits for the one before it. */
function inOrder(world: World, objects: readonly KubeObject[], options: CustomResourceOptions = {}) {
  return () => {
    const provider = new Provider('cluster', { kubeconfig: secret(world.kubeconfig), enableConfigMapMutable: true });
    objects.reduce<RawObject[]>(
      (before, object) => [new RawObject(object, { provider, dependsOn: before, ...options })],
      [],
    );
    return Promise.resolve({ count: objects.length });
  };
}

let world: World;
let engine: Engine;
beforeAll(async () => {
  [world, engine] = await Promise.all([startWorld(), Engine.start()]);
  process.stderr.write(`stand-ins: ${engine.standIns.join(', ') || 'none'}\n`);
}, 60_000);
afterAll(async () => {
  await engine?.stop();
  await world?.stop();
});

const there = (object: KubeObject) => world.api.read(object);

describe('a program', () => {
  const objects = [NAMESPACE, SETTINGS, ...WORKLOADS];
  let stack: TestStack;
  beforeAll(async () => {
    stack = await engine.stack('program', inOrder(world, objects));
  });

  it('is previewed, which makes nothing', async () => {
    const { summary } = await stack.preview();
    expect(summary).toEqual({ create: objects.length });
    expect(await there(NAMESPACE)).toBeUndefined();
  });

  it('goes up: pods run, jobs complete, claims are bound', async () => {
    const run = await stack.up();
    expect(run.summary).toEqual({ create: objects.length });
    expect(named(run, 'create').slice(0, 2)).toEqual(['Namespace/vessels', 'ConfigMap/vessels/settings']);
    expect(run.outputs['count']?.value).toBe(objects.length);
    expect((await there(DEPLOYMENT))?.status).toMatchObject({ availableReplicas: 2 });
    for (const name of ['alone', 'data-database-0']) {
      expect((await there(claim(name, '')))?.status).toMatchObject({ phase: 'Bound' });
    }
  });

  it('is the same at the second run', async () => {
    expect((await stack.up()).summary).toEqual({ same: objects.length });
  });

  it('changes what the program changes', async () => {
    const changed = objects.map((object) => (object === SETTINGS ? { ...SETTINGS, data: { size: 'large' } } : object));
    const run = await stack.up({ program: inOrder(world, changed) });
    expect(run.summary).toEqual({ update: 1, same: objects.length - 1 });
    expect(named(run, 'update')).toEqual(['ConfigMap/vessels/settings']);
  });

  it('is destroyed, and leaves nothing', async () => {
    const { summary } = await stack.destroy();
    expect(summary).toEqual({ delete: objects.length });
    expect(await there(NAMESPACE)).toBeUndefined();
    expect((await stack.exportState()).resources ?? []).toEqual([]);
    const volumes = () => world.api.list({ apiVersion: 'v1', kind: 'PersistentVolume' });
    expect(await poll(10, async () => (await volumes()).length === 0 || undefined)).toBe(true);
  });
});

describe('a custom resource', () => {
  const facts = [
    { target: { apiVersion: 'tripod.example/v1', kind: 'Vessel', ...within('ding') }, condition: ready },
    { target: { apiVersion: 'tripod.example/v1', kind: 'Vessel', ...within('never-made') }, condition: ready },
  ].map((fact) => ({ ...fact, timeout: Duration.minutes(1) }));
  let player: Player;

  beforeAll(() => {
    player = new Player(world.api, facts).also(
      { apiVersion: 'tripod.example/v1', kind: 'Vessel' },
      async (object, api) => {
        if (object.metadata.name !== 'ding') return;
        const name = 'seal-of-ding';
        await api.apply({ apiVersion: 'v1', kind: 'Secret', metadata: within(name), stringData: { seal: 'bronze' } });
        await api.writeStatus(object, { secretName: name });
      },
    );
  });

  it('gets the state that is waited for, with what its schema demands, and what else its operator does', async () => {
    const stack = await engine.stack('answered', inOrder(world, [NAMESPACE, VESSELS, vessel('ding')]));
    expect((await stack.up()).summary).toEqual({ create: 3 });
    const status = { phase: 'Ready', legs: 3, secretName: 'seal-of-ding' };
    expect(await poll(5, async () => (await there(vessel('ding')))?.status)).toMatchObject(status);
    expect(player.faults).toEqual([]);
    expect(player.unanswered).toEqual(['Vessel tripod.example/v1 vessels/never-made']);
  });

  it('that nobody answers fails the run when its time is over, and names the object', async () => {
    const timeouts = { customTimeouts: { create: '4s' } };
    const stack = await engine.stack('unanswered', inOrder(world, [vessel('gui')], timeouts));
    const since = Date.now();
    const run = await stack.tryUp();
    expect(run.failure).toBeDefined();
    expect(run.errors.join('\n')).toMatch(/gui/);
    expect(Date.now() - since).toBeLessThan(60_000);
    await stack.destroy();
  });
});

it('a program that throws fails the run with its own words, before anything is made', async () => {
  const stack = await engine.stack('thrown', () => Promise.reject(new Error('the ding has two legs')));
  const run = await stack.tryUp();
  expect(run.failure).toMatch('the ding has two legs');
  expect(run.summary).toEqual({});
});

it('an error that nobody catches in a program fails the run, not the test', async () => {
  const stack = await engine.stack('stray', () => {
    output('two legs').apply((legs) => {
      throw new Error(`the ding has ${legs}`);
    });
    return Promise.resolve({});
  });
  expect((await stack.tryUp()).failure).toMatch('the ding has two legs');
});

describe('an environment', () => {
  const renderings = environmentsOf(platform(vendoredForTests())).map(render);

  it.each(renderings.map((rendering) => [rendering.environment.name, rendering] as const))(
    '%s has every operator vendored, and facts that the player can write',
    (_, rendering) => {
      expect(fetchedOperators(rendering)).toEqual([]);
      expect(factsOf(rendering).length).toBeGreaterThan(10);
      expect(() => new Player(world.api, factsOf(rendering))).not.toThrow();
    },
  );

  it('has its hosts as nodes, each with its place and its taints', async () => {
    const { environment } = renderings.find((each) => each.environment.name === 'production') ?? fail();
    const own = await startWorld({ environment });
    try {
      const nodes = await own.api.list({ apiVersion: 'v1', kind: 'Node' });
      expect(nodes.map(({ metadata }) => metadata.name).sort()).toEqual(
        environment.hosts.map(({ name }) => name).sort(),
      );
      const [master] = nodes.filter(
        ({ metadata }) => metadata.name === environment.hostsWith('control-plane')[0]?.name,
      );
      expect(master?.metadata['labels']).toMatchObject({ [NODE_LABELS.site]: 'sh-a', [NODE_LABELS.city]: 'shanghai' });
      expect(master?.['spec']).toMatchObject({ taints: [{ key: 'node-role.kubernetes.io/control-plane' }] });
    } finally {
      await own.stop();
    }
  }, 60_000);
});

function fail(): never {
  throw new Error('no production');
}
