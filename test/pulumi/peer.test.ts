import { type Environment, type Platform, type Vendored } from 'tripod-iac';
import { program } from 'tripod-iac/pulumi';
import { twoCities, twoStores } from '../support/two-cities';
import type { KubeObject } from '../cluster/harness';
import { Engine, named, type Run, setScene, type Scene, type UpOptions, vendoredForTests } from './harness';

type Name = 'production' | 'remote-dr';
// Each test deploys up to twice, which takes a minute where other work goes on beside.
jest.setTimeout(300_000);

const NAMES: readonly Name[] = ['production', 'remote-dr'];

const build = (vendored: Vendored): Platform => twoCities({ vendored }).platform;
const vendored = vendoredForTests(build);
const built = build(vendored);
const environment = (name: Name) => built.node.findChild(name) as Environment;

/** What Rook would make up: one a side and an object, found again wherever it may not be. */
const token = (name: Name, object: string) => `eyJmc2lkIjoi-${name}-${object}-token`;
const NUMBERS: Readonly<Record<Name, number>> = { production: 7, 'remote-dr': 12 };

const within = (kind: string, name: string, apiVersion = 'ceph.rook.io/v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'rook-ceph' },
});
const POOL = within('CephBlockPool', 'block');
const FILESYSTEM = within('CephFilesystem', 'shared');
const MAPPING = within('ClientProfileMapping', 'storage-mirror', 'csi.ceph.io/v1');

/** Has Rook say what is mirrored, and make the Secret for the other side. */
function playRook({ world, player }: Scene, name: Name): void {
  const tell = (kind: 'CephBlockPool' | 'CephFilesystem', field: string) =>
    [
      { apiVersion: 'ceph.rook.io/v1', kind },
      async ({ apiVersion, kind, metadata, spec, status }: KubeObject) => {
        const { mirroring } = spec as { readonly mirroring?: { readonly enabled?: boolean } };
        const { info } = (status ?? {}) as { readonly info?: object };
        if (mirroring?.enabled !== true || info !== undefined) return;
        const secret = `${kind === 'CephBlockPool' ? 'pool' : 'fs'}-peer-token-${metadata.name}`;
        const stringData = { token: token(name, metadata.name) };
        await world.api.apply({ ...within('Secret', secret, 'v1'), stringData });
        const more = kind === 'CephBlockPool' ? { poolID: NUMBERS[name] } : {};
        await world.api.writeStatus({ apiVersion, kind, metadata }, { ...more, info: { [field]: secret } });
      },
    ] as const;
  player
    .also(...tell('CephBlockPool', 'rbdMirrorBootstrapPeerSecretName'))
    .also(...tell('CephFilesystem', 'fsMirrorBootstrapPeerSecretName'));
}

let engine: Engine;
const scenes = new Map<Name, Scene>();
const world = (name: Name) => scenes.get(name)!.world;
const stack = (name: Name) => scenes.get(name)!.stack;
const there = (name: Name, object: KubeObject) => world(name).api.read(object);

beforeAll(async () => {
  engine = await Engine.start();
  for (const name of NAMES) {
    const scene = await setScene(engine, environment(name), () => build(vendored));
    scenes.set(name, scene);
    playRook(scene, name);
  }
}, 150_000);
afterAll(async () => {
  for (const scene of scenes.values()) await scene.world.stop();
  await engine?.stop();
});

/** Everything that a run said, and that the backend keeps. */
const told: string[] = [];

async function up(name: Name, options: UpOptions = {}): Promise<Run> {
  const run = await stack(name).up(options);
  told.push(run.output, JSON.stringify(await stack(name).exportState()));
  return run;
}

const decoded = async (name: Name, secret: string) => {
  const { data } = ((await there(name, within('Secret', secret, 'v1'))) ?? {}) as { data?: { token: string } };
  return data && Buffer.from(data.token, 'base64').toString();
};
const peersOf = async (name: Name, object: KubeObject) => {
  const { spec } = (await there(name, object)) as unknown as { spec: { mirroring: { peers?: unknown } } };
  return spec.mirroring.peers;
};
const warnings = (run: Run) =>
  run.events.flatMap(({ diagnosticEvent: event }) =>
    event?.severity === 'warning' && /join/i.test(event.message) ? [event.message.trim()] : [],
  );

const changed = (run: Run) => named(run, 'create', 'update', 'delete', 'replace');

const OF = (name: Name) => [
  `CephBlockPoolPatch/rook-ceph/block`,
  'ClientProfileMapping/rook-ceph/storage-mirror',
  `Secret/rook-ceph/mirror-pool-block-of-${name}`,
];
const SHARED = ['CephFilesystemPatch/rook-ceph/shared', 'Secret/rook-ceph/mirror-fs-shared-of-remote-dr'];

describe('two cities', () => {
  it('begin with one that goes up alone, and says what is to be done', async () => {
    await stack('production').set('peer', 'organization/tripod/remote-dr');
    const run = await up('production');
    const pending = [
      expect.stringMatching(/^Join the storage of production to that of remote-dr: no value yet of remote-dr/),
    ];
    expect(run.outputs['pending']).toEqual({ value: pending, secret: false });
    expect(warnings(run)).toEqual(pending);
    expect(await peersOf('production', POOL)).toBeUndefined();
    expect(run.outputs['offered']).toMatchObject({ secret: true });
  });

  it('go on with the other, which takes what the first one offers', async () => {
    await stack('remote-dr').set('peer', 'organization/tripod/production');
    const run = await up('remote-dr');
    expect(run.outputs['pending']?.value).toEqual([]);
    expect(named(run, 'create')).toEqual(expect.arrayContaining(OF('production')));
    expect(await decoded('remote-dr', 'mirror-pool-block-of-production')).toBe(token('production', 'block'));
    expect(await peersOf('remote-dr', POOL)).toEqual({ secretNames: ['mirror-pool-block-of-production'] });
    expect(await there('remote-dr', MAPPING)).toMatchObject({
      spec: { mappings: [{ blockPoolIdMapping: [['7', '12']] }] },
    });
    expect(await peersOf('remote-dr', FILESYSTEM)).toBeUndefined();
  });

  it('are joined both ways after a third run', async () => {
    const run = await up('production');
    expect([...named(run, 'create')].sort()).toEqual([...OF('remote-dr'), ...SHARED].sort());
    expect(run.outputs['pending']?.value).toEqual([]);
    expect(await decoded('production', 'mirror-pool-block-of-remote-dr')).toBe(token('remote-dr', 'block'));
    expect(await decoded('production', 'mirror-fs-shared-of-remote-dr')).toBe(token('remote-dr', 'shared'));
    expect(await peersOf('production', POOL)).toEqual({ secretNames: ['mirror-pool-block-of-remote-dr'] });
    expect(await peersOf('production', FILESYSTEM)).toEqual({ secretNames: ['mirror-fs-shared-of-remote-dr'] });
    expect(await there('production', MAPPING)).toMatchObject({
      spec: { mappings: [{ blockPoolIdMapping: [['12', '7']] }] },
    });
  });

  it('are the same at the next run', async () => {
    for (const name of NAMES) expect(changed(await up(name))).toEqual([]);
  });

  it('learn a new token when one of them was built anew', async () => {
    const renewed = token('remote-dr', 'renewed');
    await world('remote-dr').api.apply({
      ...within('Secret', 'pool-peer-token-block', 'v1'),
      stringData: { token: renewed },
    });
    await up('remote-dr');
    expect(named(await up('production'), 'update')).toEqual(['Secret/rook-ceph/mirror-pool-block-of-remote-dr']);
    expect(await decoded('production', 'mirror-pool-block-of-remote-dr')).toBe(renewed);
  });

  it('stay joined when one does not name the other any more, which is told', async () => {
    await stack('production').set('peer', undefined);
    const run = await up('production');
    expect(warnings(run)).toEqual([
      expect.stringMatching(/^What joins production to another environment leaves the stack, and stays in the cluster/),
      expect.stringMatching(/^Join the storage of production/),
    ]);
    expect(await peersOf('production', POOL)).toEqual({ secretNames: ['mirror-pool-block-of-remote-dr'] });
    expect(await decoded('production', 'mirror-pool-block-of-remote-dr')).toBeDefined();
    await stack('production').set('peer', 'organization/tripod/remote-dr');
    expect([...named(await up('production'), 'create')].sort()).toEqual([...OF('remote-dr'), ...SHARED].sort());
  });

  it('stay joined when the mirror is not in the program any more, which is told', async () => {
    const before = stack('production');
    await before.set('peer', undefined);
    const joined = ['CephBlockPoolPatch/rook-ceph/block', ...SHARED];
    const run = await up('production', { program: program(() => twoStores({ vendored }).platform) });
    expect(warnings(run)).toEqual([
      expect.stringMatching(/stays in the cluster as it is: .*Nothing in the program is mirrored by it any more/),
    ]);
    for (const name of joined) expect(warnings(run)[0]).toContain(name);
    expect(await peersOf('production', FILESYSTEM)).toEqual({ secretNames: ['mirror-fs-shared-of-remote-dr'] });
    expect(await decoded('production', 'mirror-fs-shared-of-remote-dr')).toBe(token('remote-dr', 'shared'));
    const { resources = [] } = await before.exportState();
    for (const name of joined) expect(resources.filter(({ urn }) => urn.endsWith(`::${name}`))).toEqual([]);
  });

  it('tell their tokens nowhere in plain text', () => {
    const secrets = NAMES.flatMap((name) => ['block', 'shared', 'renewed'].map((object) => token(name, object)));
    for (const secret of secrets.flatMap((each) => [each, Buffer.from(each).toString('base64')])) {
      expect(told.filter((text) => text.includes(secret))).toEqual([]);
    }
  });
});
