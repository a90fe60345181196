import { render } from 'tripod-iac';
import { offersOf } from '../../../../lib/engines/pulumi/peer/exchange';
import { textAt } from '../../../../lib/engines/pulumi/peer/offers';
import { holds, pendingByHand, pendingJoins, pendingOffers } from '../../../../lib/engines/pulumi/peer/pending';
import { planJoins } from '../../../../lib/engines/pulumi/peer/plan';
import { twoCities } from '../../../support/two-cities';
import { vendored } from '../../../support/vendored';
import { production, remote, POOL, SHARED, NUMBER, SECRET, PATCH, MAPPING, SHARED_SECRET, SHARED_PATCH } from './names';

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
    expect(pendingJoins(stored, new Set([NUMBER]))).toEqual([]);
    expect(pendingJoins(stored, new Set())).toEqual([expect.stringContaining(`no value yet of ${NUMBER}. `)]);
    expect(pendingByHand(stored, new Set())).toEqual([
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
    [{ a: ['x'] }, { a: ['x'] }, true],
    [{ a: ['y', 'x'], b: 1 }, { a: ['x'] }, true],
    [{ a: ['y'] }, { a: ['x'] }, false],
    [{ a: 'x' }, { a: ['x'] }, false],
    [{}, { a: { b: 1 } }, false],
    [undefined, { a: 1 }, false],
  ])('is done by hand where %j has %j: %s', (value, asked, want) => {
    expect(holds(value, asked)).toBe(want);
  });
});
