import { compare } from '../../../../lib/engines/pulumi/state/compare';
import { standings } from '../../../../lib/engines/pulumi/state/recorded';
import { checkGivenUp } from '../../../../lib/engines/pulumi/state/refuse/given-up';
import { checkLoss } from '../../../../lib/engines/pulumi/state/refuse/loss';
import { branch, found, GUARDED, known, planned, STACK } from './support';

const pool = planned('CephBlockPool', 'rook-ceph/pool', GUARDED);
const givenUp = { ...pool, protect: false };
const claim = planned('PersistentVolumeClaim', 'town/storehouse', GUARDED);
const town = planned('Namespace', 'town', { guarded: true, protect: true });
const map = planned('ConfigMap', 'town/market');
const definition = planned('CustomResourceDefinition', 'cephblockpools.ceph.rook.io', {
  guarded: true,
  protect: true,
  spec: { group: 'ceph.rook.io', names: { kind: 'CephBlockPool' } },
});

const written = (...objects: readonly (typeof pool)[]) => [
  branch('square', objects),
  ...objects.map((each) => known(each)),
];

describe('an object that is not planned any more', () => {
  const unwritten = [known(claim)];
  it.each([
    ['may go without data', written(map), [], []],
    ['stays as long as it is protected', written(pool), [], [/a protected object.*want a run before this one/]],
    [
      'stays when it is told for the first time',
      written(pool),
      [pool.name],
      [/a protected object.*fix: put it back into the program, and run/],
    ],
    ['stays when it is told only before', written(givenUp), [], [/with data.*want its name in `tripod:mayDelete`/]],
    ['goes when it is told twice', written(givenUp), [pool.name], []],
    ['stays by its kind where nothing was written down of it', unwritten, [], [/a protected object/]],
    ['is named with every other one', written(pool, claim), [], [/rook-ceph\/pool: /, /town\/storehouse: /]],
  ])('%s', (_, before, mayDelete, want) => {
    const { gone } = compare(before, [], STACK);
    const problems = found((into) => checkLoss(gone, standings(before), new Set(mayDelete), into));
    expect(problems).toHaveLength(want.length);
    want.forEach((pattern, index) => expect(problems[index]).toMatch(pattern));
  });
});

describe('the name of what may be deleted', () => {
  it.each([
    ['is that of something planned', [pool], [], [pool.name], []],
    ['is that of something that is there', [], written(pool), [pool.name], []],
    [
      'is not that of nothing',
      [pool, claim],
      [],
      ['CephBlockPool/rook-ceph/poll'],
      [/such as CephBlockPool\/rook-ceph\/pool; /],
    ],
    ['is not that of nothing in an empty stack', [], [], [pool.name], [/want a name of the stack; /]],
    [
      'is not that of a namespace alone',
      [town, claim],
      [],
      [town.name],
      [/though PersistentVolumeClaim\/town\/storehouse would go/],
    ],
    [
      'is not that of a namespace of which the state has more',
      [town],
      written(claim),
      [town.name],
      [/storehouse would go with it/],
    ],
    ['is that of a namespace with all that is in it', [town, claim], [], [town.name, claim.name], []],
    ['is that of a namespace without data', [town, map, pool], [], [town.name], []],
    [
      'is not that of a definition alone',
      [definition, pool],
      [],
      [definition.name],
      [/rook-ceph\/pool would go with it/],
    ],
    [
      'is not that of a definition that is gone',
      [],
      written(definition, pool),
      [definition.name],
      [/rook-ceph\/pool would go/],
    ],
    ['is that of a definition of something else', [definition, claim], [], [definition.name], []],
  ])('%s', (_, plan, before, mayDelete, want) => {
    const names = new Set(mayDelete);
    const problems = found((into) => checkGivenUp(names, plan, before, standings(before), into));
    expect(problems).toHaveLength(want.length);
    want.forEach((pattern, index) => expect(problems[index]).toMatch(pattern));
  });
});
