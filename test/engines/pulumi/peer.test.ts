import { isSecret, output, runtime } from '@pulumi/pulumi';
import { render } from 'tripod-iac';
import { deploy, peerValues, type Values } from 'tripod-iac/pulumi';
import { offersOf } from '../../../lib/engines/pulumi/peer/exchange';
import { textAt } from '../../../lib/engines/pulumi/peer/offers';
import { leftBehind, pendingJoins, pendingOffers } from '../../../lib/engines/pulumi/peer/pending';
import { planJoins } from '../../../lib/engines/pulumi/peer/plan';
import { type Registered, registered, valueOf } from '../../support/registered';
import { twoCities } from '../../support/two-cities';
import { vendored } from '../../support/vendored';

const { from, to } = twoCities({ vendored: vendored() });
const production = render(from);
const remote = render(to);

const POOL = 'remote-dr/ceph-mirror/cephblockpool/block';
const SHARED = 'remote-dr/ceph-mirror/cephfilesystem/shared';
const NUMBER = `${POOL}/number`;

const SECRET = 'Secret/rook-ceph/mirror-pool-block-of-remote-dr';
const PATCH = 'CephBlockPoolPatch/rook-ceph/block';
const MAPPING = 'ClientProfileMapping/rook-ceph/storage-mirror';
const SHARED_SECRET = 'Secret/rook-ceph/mirror-fs-shared-of-remote-dr';
const SHARED_PATCH = 'CephFilesystemPatch/rook-ceph/shared';

const planned = (...given: readonly string[]) =>
  planJoins(production, { given: new Set(given), tearDown: false }).map(({ name }) => name);

describe('what is offered', () => {
  it('is the token and the number of each mirrored pool, and of the file system on the side that receives', () => {
    const names = (rendering: typeof production) => offersOf(rendering).map(({ name }) => name);
    expect(names(remote)).toEqual([POOL, SHARED, NUMBER]);
    const own = 'production/ceph-mirror/cephblockpool/block';
    expect(names(production)).toEqual([own, `${own}/number`]);
  });

  it('is named by the other side as this one names it', () => {
    expect(planned(...offersOf(remote).map(({ name }) => name))).toHaveLength(5);
  });

  it.each([
    [{ status: { poolID: 7 } }, '7'],
    [{ status: { poolID: 0 } }, '0'],
    [{ status: { poolID: 'x' } }, 'x'],
    [{ status: { poolID: '' } }, undefined],
    [{ status: {} }, undefined],
    [{ status: 'Ready' }, undefined],
    [{}, undefined],
    [undefined, undefined],
  ])('in %j is %j', (object, want) => {
    expect(textAt(object, '{.status.poolID}')).toBe(want);
  });
});

describe('what joins an environment to another one', () => {
  it.each([
    ['nothing', [], []],
    ['the token of the pool', [POOL], [SECRET, PATCH]],
    ['that of the file system', [SHARED], [SHARED_SECRET, SHARED_PATCH]],
    ['the number of the pool', [NUMBER], [MAPPING]],
    ['everything', [POOL, SHARED, NUMBER], [SECRET, SHARED_SECRET, PATCH, SHARED_PATCH, MAPPING]],
    ['values of somebody else', ['test/ceph-mirror/cephblockpool/block'], []],
  ])('with %s is made as far as it can be', (_, given, want) => {
    expect(planned(...given)).toEqual(want);
  });

  it('comes after the pool, and the peer after its Secret', () => {
    const all = planJoins(production, { given: 'all', tearDown: false });
    const after = (name: string) => all.find((each) => each.name === name)?.after;
    const pool = 'ceph.rook.io/CephBlockPool/rook-ceph/block';
    for (const name of [SECRET, PATCH, MAPPING]) expect(after(name)).toContain(pool);
    expect(after(PATCH)).toContain('/Secret/rook-ceph/mirror-pool-block-of-remote-dr');
  });

  it('sets the peers and nothing else, not even the annotation that would name another field manager', () => {
    const [patch] = planJoins(production, { given: 'all', tearDown: false }).filter(({ name }) => name === PATCH);
    expect(patch).toMatchObject({ type: 'kubernetes:ceph.rook.io/v1:CephBlockPoolPatch', protect: false });
    expect(patch?.body).toEqual({
      apiVersion: 'ceph.rook.io/v1',
      kind: 'CephBlockPool',
      metadata: { name: 'block', namespace: 'rook-ceph' },
      spec: { mirroring: { peers: { secretNames: ['mirror-pool-block-of-remote-dr'] } } },
    });
  });

  it.each([
    ['all', 'leaves the program', false, [SECRET, SHARED_SECRET, PATCH, SHARED_PATCH, MAPPING]],
    ['what a pool needs that stays', 'is torn down', true, [SECRET, SHARED_SECRET, PATCH, SHARED_PATCH]],
  ])('of it %s stays in the cluster when it %s', (_what, _when, tearDown, want) => {
    const all = planJoins(production, { given: 'all', tearDown });
    expect(all.filter(({ retain }) => retain).map(({ name }) => name)).toEqual(want);
  });

  it('makes no Secret that comes out of a store: only the numbers', () => {
    const stored = render(twoCities({ vendored: vendored(), secretStore: 'vault' }).from);
    expect(planJoins(stored, { given: 'all', tearDown: false }).map(({ name }) => name)).toEqual([MAPPING]);
    expect(pendingJoins(stored, new Set([POOL, SHARED, NUMBER]))).toEqual([
      'Join the storage of production to that of remote-dr: mirror-pool-block-of-remote-dr, mirror-fs-shared-of-remote-dr ' +
        'come out of a store of secrets, so their peers are added by hand. Follow the step “Join the storage of production ' +
        'to that of remote-dr” of the plan of production',
    ]);
  });
});

describe('what is pending', () => {
  it('says which values are missing, and what to do', () => {
    expect(pendingJoins(production, new Set([POOL, SHARED]))).toEqual([
      `Join the storage of production to that of remote-dr: no value yet of ${NUMBER}. \`pulumi up\` of remote-dr, then of ` +
        'production with `pulumi config set tripod:peer ORGANIZATION/PROJECT/remote-dr`',
    ]);
  });

  it('is nothing where all is there', () => {
    expect(pendingJoins(production, new Set([POOL, SHARED, NUMBER]))).toEqual([]);
    expect(pendingOffers('production', [])).toEqual([]);
  });

  it('names what the cluster does not say yet', () => {
    expect(pendingOffers('production', ['a', 'b'])).toEqual([
      'production cannot say yet: a, b. `pulumi up` of production once more, then of the others',
    ]);
  });

  it.each([
    ['nothing on a first run', [], [SECRET, PATCH], []],
    ['nothing that is given again', [SECRET, PATCH], [SECRET, PATCH], []],
    ['all that is not given any more', [SECRET, PATCH], [], [SECRET, PATCH]],
    ['one that is not', [SECRET, SHARED_SECRET], [SECRET], [SHARED_SECRET]],
  ])('finds %s in what was there before', (_, before: readonly string[], now: readonly string[], want) => {
    const all = planJoins(production, { given: 'all', tearDown: false });
    const of = (names: readonly string[]) => all.filter(({ name }) => names.includes(name));
    expect(leftBehind(all, of(now), of(before))).toEqual(want);
  });
});

describe('a stack', () => {
  const token = 'a-token-of-hefei';
  const OWN = 'production/ceph-mirror/cephblockpool/block';
  const hidden = (value: unknown) => ({ [runtime.specialSigKey]: runtime.specialSecretSig, value });
  /** The cluster, once Rook has said what it says. */
  const FOUND = {
    'Offered/CephBlockPool/rook-ceph/block': {
      status: { poolID: 7, info: { rbdMirrorBootstrapPeerSecretName: 'made-by-rook' } },
    },
    [`Offered/${OWN}`]: { data: { token: Buffer.from('a-token-of-shanghai').toString('base64') } },
  };

  const run = async (peer: Readonly<Record<string, string>>, found: Readonly<Record<string, object>> = FOUND) => {
    const warnings: string[] = [];
    const warn = jest.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));
    let result: Awaited<ReturnType<typeof deploy>> | undefined;
    const all = await registered(
      async () => {
        result = await deploy(from, { kubeconfig: '', peer });
      },
      { found },
    );
    warn.mockRestore();
    const one = (name: string): Registered | undefined => all.find((each) => each.name === name);
    return { one, deployment: result!, warnings };
  };

  it('registers nothing of it without values, and reads what it offers itself', async () => {
    const { one, deployment, warnings } = await run({});
    for (const name of [SECRET, PATCH, MAPPING]) expect(one(name)).toBeUndefined();
    expect(await valueOf(deployment.offered)).toEqual({ [OWN]: 'a-token-of-shanghai', [`${OWN}/number`]: '7' });
    expect(await isSecret(deployment.offered)).toBe(true);
    expect(await isSecret(deployment.pending)).toBe(false);
    const pending = await valueOf(deployment.pending);
    expect(pending).toEqual([expect.stringMatching(/^Join the storage of production/)]);
    expect(warnings).toEqual([expect.stringContaining(pending[0]!)]);
  });

  it('makes the Secret, the peer and the mapping of values, of which the token alone is secret', async () => {
    const { one, deployment, warnings } = await run({ [POOL]: token, [SHARED]: 'another', [NUMBER]: '12' });
    expect(one(SECRET)?.inputs['data']).toEqual(hidden({ token: Buffer.from(token).toString('base64') }));
    expect(one(PATCH)?.inputs['spec']).toEqual({
      mirroring: { peers: { secretNames: ['mirror-pool-block-of-remote-dr'] } },
    });
    const [mapping] = (one(MAPPING)?.inputs['spec'] as { mappings: readonly object[] }).mappings;
    expect(mapping).toMatchObject({ blockPoolIdMapping: [['12', '7']] });
    expect(await valueOf(deployment.pending)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('offers less and says so while the cluster does not say it', async () => {
    const { one, deployment } = await run({}, {});
    expect(one('Offered/CephBlockPool/rook-ceph/block')?.isRead).toBe(true);
    expect(one(`Offered/${OWN}`)).toBeUndefined();
    expect(await valueOf(deployment.offered)).toEqual({});
    expect(await valueOf(deployment.pending)).toContain(
      `production cannot say yet: ${OWN}, ${OWN}/number. \`pulumi up\` of production once more, then of the others`,
    );
  });
});

describe('values of another stack', () => {
  const reference = (offered: unknown) => ({
    'organization/tripod/remote-dr': { outputs: { offered, other: 'x' }, secretOutputNames: ['offered'] },
  });
  const read = async (found: Readonly<Record<string, object>>) => {
    let values: Values = {};
    await registered(
      async () => {
        values = await peerValues('organization/tripod/remote-dr');
      },
      { found },
    );
    return values;
  };

  it('are secret', async () => {
    const values = await read(reference({ [POOL]: 'a-token', [NUMBER]: '12' }));
    expect(Object.keys(values)).toEqual([POOL, NUMBER]);
    for (const value of Object.values(values)) expect(await isSecret(output(value))).toBe(true);
    expect(await valueOf(output(values[POOL]))).toBe('a-token');
  });

  it.each([
    ['of one that was never deployed', { 'organization/tripod/remote-dr': { outputs: {} } }],
    ['of one that offers nothing', reference({})],
    ['that are no texts', reference({ [POOL]: 7, [NUMBER]: '' })],
    ['that are no values by name', reference(['a-token'])],
  ])('%s are none', async (_, found) => {
    expect(await read(found)).toEqual({});
  });
});
