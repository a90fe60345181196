import { isSecret, output, runtime } from '@pulumi/pulumi';
import { deploy, peerValues, type Values } from 'tripod-iac/pulumi';
import { type Registered, registered, valueOf } from '../../../support/registered';
import { twoCities } from '../../../support/two-cities';
import { vendored } from '../../../support/vendored';
import { from, POOL, SHARED, NUMBER, SECRET, PATCH, MAPPING } from './names';

describe('a stack', () => {
  const token = 'a-token-of-hefei';
  const OWN = 'production/ceph-mirror/cephblockpool/block';
  const BLOCK = 'Offered/CephBlockPool/rook-ceph/block';
  interface Peers {
    readonly block?: string;
    readonly shared?: string;
  }
  const hidden = (value: unknown) => ({ [runtime.specialSigKey]: runtime.specialSecretSig, value });
  /** The cluster, once Rook has said what it says. */
  const FOUND = {
    [BLOCK]: {
      status: { poolID: 7, info: { rbdMirrorBootstrapPeerSecretName: 'made-by-rook' } },
    },
    [`Offered/${OWN}`]: { data: { token: Buffer.from('a-token-of-shanghai').toString('base64') } },
  };

  const run = async (
    peer: Readonly<Record<string, string>>,
    found: Readonly<Record<string, object>> = FOUND,
    secrets: Readonly<Record<string, string>> = {},
    environment = from,
  ) => {
    const warnings: string[] = [];
    const warn = jest.spyOn(console, 'warn').mockImplementation((text: string) => void warnings.push(text));
    let result: Awaited<ReturnType<typeof deploy>> | undefined;
    const all = await registered(
      async () => {
        result = await deploy(environment, { kubeconfig: '', peer, secrets });
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

  it('takes nothing of another environment but what it asks for, and what it has itself before that', async () => {
    const number = `${OWN}/number`;
    const { one, deployment } = await run({ [POOL]: 'theirs', [NUMBER]: '12', [number]: '99', other: 'x' }, FOUND, {
      [POOL]: 'own',
    });
    expect(one(SECRET)?.inputs['data']).toEqual(hidden({ token: Buffer.from('own').toString('base64') }));
    const [mapping] = (one(MAPPING)?.inputs['spec'] as { mappings: readonly object[] }).mappings;
    expect(mapping).toMatchObject({ blockPoolIdMapping: [['12', '7']] });
    expect(await valueOf(deployment.offered)).toMatchObject({ [number]: '7' });
  });

  it.each([
    ['until the peers are there', {}, [/mirror-pool-block-of-remote-dr, mirror-fs-shared-of-remote-dr come out of/]],
    ['of the one that is not', { block: 'pool-block' }, [/: mirror-fs-shared-of-remote-dr come out of/]],
    ['no more once they are', { block: 'pool-block', shared: 'fs-shared' }, []],
  ])('with a store of secrets, asks for the step by hand %s', async (_, peers: Peers, want) => {
    const peered = (name?: string) =>
      name === undefined ? {} : { spec: { mirroring: { peers: { secretNames: [`mirror-${name}-of-remote-dr`] } } } };
    const found = {
      ...FOUND,
      [BLOCK]: { ...FOUND[BLOCK], ...peered(peers.block) },
      'Offered/CephFilesystem/rook-ceph/shared': peered(peers.shared),
    };
    const stored = twoCities({ vendored: vendored(), secretStore: 'vault' }).from;
    const { deployment, warnings } = await run({ [NUMBER]: '12' }, found, {}, stored);
    expect(await valueOf(deployment.pending)).toEqual(want.map((text) => expect.stringMatching(text)));
    expect(warnings).toHaveLength(want.length);
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
