import { Stage } from 'tripod-iac';
import type { DeployOptions } from 'tripod-iac/pulumi';
import type { KubeObject } from '../cluster/harness';
import { Part } from '../support/part';
import { interrupted } from './change/interrupt';
import { deploying, type Square, square } from './change/town';
import { Engine, named, type Run, startWorld, type TestStack, type World } from './harness';

class Renamed extends Part {}

let world: World;
let engine: Engine;
let stack: TestStack;
beforeAll(async () => {
  [world, engine] = await Promise.all([startWorld(), Engine.start()]);
  stack = await engine.stack('production', program());
}, 60_000);
afterAll(async () => {
  await engine?.stop();
  await world?.stop();
});

function program(props: Square = {}, options: Partial<DeployOptions> = {}) {
  return deploying(() => square(props), { kubeconfig: world.kubeconfig, ...options });
}

const object = (apiVersion: string, kind: string, name: string, namespace?: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});
const MARKET = object('v1', 'ConfigMap', 'market', 'town');
const CLAIM = object('v1', 'PersistentVolumeClaim', 'storehouse', 'town');
const SCALER = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'stalls', 'town');
const TOWN = object('v1', 'Namespace', 'town');
const MARKET_NAME = 'ConfigMap/town/market';
const CLAIM_NAME = 'PersistentVolumeClaim/town/storehouse';

const there = (each: KubeObject) => world.api.read(each);
const uids = async () =>
  Promise.all([MARKET, CLAIM, SCALER, TOWN].map(async (each) => (await there(each))?.metadata['uid']));

/** How many resources a run did anything to. */
const changes = ({ summary }: Run) =>
  Object.fromEntries(Object.entries(summary).filter(([op]) => op !== 'same' && op !== 'read'));

/** Expects that a run is refused for a reason, and that nothing happened in it. */
async function expectRefused(running: Promise<Run>, ...reasons: readonly RegExp[]) {
  const before = await uids();
  const run = await running;
  for (const reason of reasons) expect(run.failure).toMatch(reason);
  expect(run.summary).toEqual({});
  expect(await uids()).toEqual(before);
}

const TWO_VERSIONS = { scaling: 'autoscaling/v2', earlier: ['autoscaling/v1'] };

describe('a stack', () => {
  let before: readonly unknown[];

  it('is made, and is the same at the second run', async () => {
    const first = await stack.up({ program: program() });
    expect(named(first, 'create')).toEqual(expect.arrayContaining(['record', 'ConfigMap/town/market', CLAIM_NAME]));
    before = await uids();
    expect(before.every(Boolean)).toBe(true);
    expect(changes(await stack.up())).toEqual({});
  });

  it.each<[string, Square]>([
    ['is moved to another stage', { stage: Stage.NETWORK }],
    ['is of a class with another name', { of: Renamed, stage: Stage.NETWORK }],
    ['has another name', { name: 'plaza' }],
    ['has another name, and is moved to another stage', { name: 'forum', stage: Stage.STORAGE }],
  ])('is the same when a component %s', async (_, props) => {
    expect(changes(await stack.up({ program: program(props) }))).toEqual({});
    expect(await uids()).toEqual(before);
  });

  it('refuses to make and to delete one object, before anything runs', async () => {
    const other = program({ scaling: 'autoscaling/v2', goods: 'silk' });
    await expectRefused(
      stack.tryUp({ program: other }),
      /stalls: got urn:.*same object/,
      /earlier: \['autoscaling\/v1'\]/,
    );
  });

  it('follows an object to a newer version of its API', async () => {
    const run = await stack.up({ program: program(TWO_VERSIONS) });
    expect(named(run, 'update')).toEqual(['HorizontalPodAutoscaler/town/stalls']);
    expect(changes(run)).toEqual({ update: 1 });
    expect(await uids()).toEqual(before);
    expect(changes(await stack.up())).toEqual({});
  });

  it('updates only what a changed prop is for', async () => {
    const run = await stack.up({ program: program({ ...TWO_VERSIONS, goods: 'silk' }) });
    expect(named(run, 'update')).toEqual(['ConfigMap/town/market']);
    expect(changes(run)).toEqual({ update: 1 });
    expect(await uids()).toEqual(before);
  });
});

describe('what holds data', () => {
  const without = { ...TWO_VERSIONS, storehouse: false };
  const refused = (props: Square, options: Partial<DeployOptions>, ...reasons: readonly RegExp[]) =>
    expectRefused(stack.tryUp({ program: program(props, options) }), ...reasons);

  it('is not made again for a field that cannot change', () =>
    refused({ ...TWO_VERSIONS, storage: 'fast' }, {}, /storehouse spec.storageClassName: got fast, want slow/));

  it('is not deleted because the program has lost it', () =>
    refused(without, {}, /storehouse: got a protected object/));

  it('is not deleted when it is told for the first time', () =>
    refused(without, { mayDelete: [CLAIM_NAME] }, /storehouse: got a protected object/, /fix: put it back/));

  it('is not deleted with its namespace', () =>
    refused(TWO_VERSIONS, { mayDelete: ['Namespace/town'] }, new RegExp(`though .*${CLAIM_NAME}.* would go with it`)));

  it('is not taken for something else', () =>
    refused(TWO_VERSIONS, { mayDelete: [`${CLAIM_NAME}s`] }, new RegExp(`such as ${CLAIM_NAME};`)));

  it('is protected again when nobody gives it up any more', async () => {
    const given = await stack.up({ program: program(TWO_VERSIONS, { mayDelete: [CLAIM_NAME] }) });
    expect(given.output).toMatch(/storehouse is not protected any more/);
    await stack.up({ program: program(TWO_VERSIONS) });
    await refused(without, { mayDelete: [CLAIM_NAME] }, /storehouse: got a protected object/);
  });

  it('is not deleted when it is told only once', async () => {
    expect(changes(await stack.up({ program: program(TWO_VERSIONS, { mayDelete: [CLAIM_NAME] }) }))).toEqual({});
    await refused(without, {}, /storehouse: got an object with data/);
    expect(await there(CLAIM)).toBeDefined();
  });

  it('is deleted when it is told twice', async () => {
    const run = await stack.up({ program: program(without, { mayDelete: [CLAIM_NAME] }) });
    expect(run.output).toMatch(/deletes PersistentVolumeClaim\/town\/storehouse with all data in it/);
    expect(named(run, 'delete')).toContain(CLAIM_NAME);
    expect(await there(CLAIM)).toBeUndefined();
    await stack.up({ program: program(TWO_VERSIONS) });
  });
});

describe('a run that ends in the middle', () => {
  it('because of a fault, is finished by the next one', async () => {
    const broken = await stack.tryUp({ program: program({ ...TWO_VERSIONS, goods: 'jade', stalls: 0 }) });
    expect(broken.errors.join('\n')).toMatch(/maxReplicas/);
    const run = await stack.up({ program: program({ ...TWO_VERSIONS, goods: 'jade', stalls: 4 }) });
    expect(named(run, 'update')).toContain('HorizontalPodAutoscaler/town/stalls');
    expect((await there(MARKET))?.['data']).toEqual({ goods: 'jade' });
    expect(changes(await stack.up())).toEqual({});
  });

  it('because the engine is killed, is finished by the next one', async () => {
    const gates = Array.from({ length: 40 }, (_, index) => `gate-${index}`);
    const many = { ...TWO_VERSIONS, goods: 'jade', stalls: 4, gates };
    const run = await interrupted(stack, program(many), ({ metadata }) => metadata.urn.endsWith('gate-20'));
    expect(run.failure).toBeDefined();
    expect(await there(object('v1', 'ConfigMap', 'gate-20', 'town'))).toBeDefined();
    await stack.up({ program: program(many) });
    expect(changes(await stack.up())).toEqual({});
    const maps = await world.api.list({ apiVersion: 'v1', kind: 'ConfigMap' });
    expect(maps.filter(({ metadata }) => metadata.name.startsWith('gate-'))).toHaveLength(40);
    const back = await stack.up({ program: program({ ...TWO_VERSIONS, goods: 'jade', stalls: 4 }) });
    expect(changes(back)).toEqual({ delete: 40, create: 2 });
    expect(back.output).toMatch(/deletes 40 ConfigMap: town\/gate-0, .* and 30 more/);
  });
});

describe('a destroy', () => {
  const all = { ...TWO_VERSIONS, goods: 'jade', stalls: 4 };

  it('is refused while something is protected, names it, and deletes nothing', async () => {
    const run = await stack.tryDestroy();
    expect(run.errors.join('\n')).toMatch(/PersistentVolumeClaim\/town\/storehouse, 1 namespace.*protected/s);
    expect(named(run, 'delete')).toEqual([]);
    for (const each of [MARKET, CLAIM, SCALER, TOWN]) expect(await there(each)).toBeDefined();
    expect(changes(await stack.up())).toEqual({});
  });

  it('is not prepared under the name of another environment', () =>
    expectRefused(stack.tryUp({ program: program(all, { tearDown: 'test' }) }), /tearDown: got test, want production/));

  it('is prepared: what stays is named, and what people do before it', async () => {
    const run = await stack.up({ program: program(all, { tearDown: 'production' }) });
    expect(changes(run)).toEqual({});
    expect(run.output).toMatch(/deletes all but Namespace\/town, PersistentVolumeClaim\/town\/storehouse/);
    expect(run.output).toMatch(/by hand: Bring the grain away\s+carts leave/);
  });

  it('leaves exactly what holds data, and goes in reverse order', async () => {
    const kept = (await stack.exportState()).resources?.filter(({ retainOnDelete }) => retainOnDelete);
    expect(kept?.map(({ id }) => id).sort()).toEqual(['town', 'town/storehouse']);
    const gone = named(await stack.destroy(), 'delete');
    const order = ['ConfigMap/town/ledger', 'ConfigMap/town/market', 'Namespace/town', 'record'];
    expect(gone.filter((name) => order.includes(name))).toEqual(order);
    expect(await there(MARKET)).toBeUndefined();
    expect(await there(SCALER)).toBeUndefined();
    expect(await there(CLAIM)).toBeDefined();
    expect(await there(TOWN)).toBeDefined();
    const system = await there(object('v1', 'Namespace', 'kube-system'));
    expect(system?.metadata['annotations'] ?? {}).toEqual({});
  });
});

describe('a first run that ends in the middle', () => {
  const props: Square = { granary: '1024Gi', storehouse: false };
  let first: TestStack;

  it('leaves a stack of which a destroy deletes all that comes before the first protected object', async () => {
    first = await engine.stack('first', program({ ...props, stalls: 0 }));
    // What is made beside the one that fails may be there, or not.
    expect((await first.tryUp()).errors.join('\n')).toMatch(/maxReplicas/);
    const destroy = await first.tryDestroy();
    expect(destroy.errors.join('\n')).toMatch(/protected/);
    expect(await there(MARKET)).toBeUndefined();
    expect(await there(TOWN)).toBeDefined();
  });

  it('is told of by the next one, after which a destroy deletes nothing', async () => {
    const told = /no run of production has come to its end yet/;
    expect((await first.up({ program: program(props) })).output).toMatch(told);
    const destroy = await first.tryDestroy();
    expect(destroy.errors.join('\n')).toMatch(/StatefulSet\/town\/granary, 1 namespace.*protected/s);
    expect(named(destroy, 'delete')).toEqual([]);
    const again = await first.up();
    expect(again.output).not.toMatch(told);
    expect(changes(again)).toEqual({});
  });

  it('has claims of a size that the API server writes in another way, and may change in other things', async () => {
    const set = await there(object('apps/v1', 'StatefulSet', 'granary', 'town'));
    expect(JSON.stringify(set?.['spec'])).toContain('1Ti');
    expect(named(await first.up({ program: program({ ...props, goods: 'silk' }) }), 'update')).toEqual([MARKET_NAME]);
    const larger = first.tryUp({ program: program({ ...props, granary: '2Ti' }) });
    await expectRefused(larger, /granary spec.volumeClaimTemplates: got /);
  });
});
