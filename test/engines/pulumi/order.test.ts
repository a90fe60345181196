import fc from 'fast-check';
import { Condition, type Readiness, Stage } from 'tripod-iac';
import { Duration } from 'cdk8s';
import type { Group } from '../../../lib/engines/pulumi/plan/group';
import { type Item, PLAIN } from '../../../lib/engines/pulumi/plan/item';
import { endOf, order, type Ordered } from '../../../lib/engines/pulumi/plan/order';

const item = (name: string, fields: Partial<Item> = {}): Item => ({
  ...PLAIN,
  key: name,
  body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } },
  ...fields,
});

const readiness: readonly Readiness[] = [
  {
    target: { apiVersion: 'v1', kind: 'ConfigMap', name: 'any' },
    condition: Condition.of('Ready'),
    timeout: Duration.minutes(1),
  },
];
const waited = (name: string, fields: Partial<Item> = {}) => item(name, { readiness, ...fields });

const group = (name: string, waves: readonly (readonly Item[])[], fields: Partial<Group> = {}): Group => ({
  stage: Stage.PLATFORM,
  name,
  needs: [],
  waves,
  ...fields,
});

/** The order of each item, by name. */
const ordered = (...groups: readonly Group[]) =>
  Object.fromEntries(order(groups).map(({ item: { key }, after, behind }) => [key, { after, behind }]));

describe('the order inside a component', () => {
  it('makes a wave after the one before it, and deletes it first', () => {
    expect(ordered(group('one', [[item('a')], [item('b'), item('c')], [item('d')]]))).toEqual({
      a: { after: [], behind: [] },
      b: { after: ['a'], behind: ['a'] },
      c: { after: ['a'], behind: ['a'] },
      // One edge to the wave before it: with all of them, paths would multiply from wave to wave.
      d: { after: ['c'], behind: ['b', 'c'] },
    });
  });

  it('does not wait between waves until something is ready: the files do not, either', () => {
    const waves = [[waited('a'), item('b')], [waited('c')], [item('d')]];
    expect(ordered(group('one', waves))).toEqual({
      a: { after: [], behind: [] },
      b: { after: [], behind: [] },
      c: { after: ['b'], behind: ['b'] },
      d: { after: ['b'], behind: ['b'] },
    });
  });

  it('waits for what an object names, until that is ready', () => {
    const { b } = ordered(group('one', [[waited('a')], [waited('b', { named: ['a'] })]]));
    expect(b).toEqual({ after: ['a'], behind: [] });
  });

  it('makes a namespace before all that is in it, and deletes it after', () => {
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };
    const first = group('first', [[item('namespace', { body })]], { stage: Stage.DEFINITIONS });
    expect(ordered(first, group('one', [[item('a')]]))['a']).toEqual({ after: ['namespace'], behind: [] });
  });
});

describe('whoever needs a component', () => {
  it.each([
    ['what becomes ready, and the last of the rest', [[item('a')], [waited('b'), item('c')]], ['b', 'c']],
    ['the end, where nothing becomes ready', [[item('a')], [item('b'), item('c')]], ['b', 'c']],
    ['what stands before it, where the end is all waited for', [[item('a')], [waited('b')]], ['b', 'a']],
    ['nothing of an empty one', [], []],
  ])('waits for %s', (_, waves, end) => {
    expect(endOf(group('one', waves))).toEqual(end);
  });
});

const waves = fc.array(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 });

/** Components of any shape, each object with a name of its own. */
const groups = fc.array(waves, { minLength: 1, maxLength: 4 }).map((all) =>
  all.map((each, g) =>
    group(
      `g${g}`,
      each.map((wave, w) => wave.map((waits, i) => (waits ? waited : item)(`g${g}w${w}i${i}`))),
    ),
  ),
);

it('keeps the waves of every component, whatever its shape', () => {
  fc.assert(
    fc.property(groups, (all) => {
      const before = madeBefore(order(all));
      for (const { waves } of all)
        waves.forEach((wave, w) => {
          const earlier = waves.slice(0, w).flat();
          const quiet = earlier.filter(({ readiness }) => readiness.length === 0).map(({ key }) => key);
          for (const { key } of wave) expect([...(before.get(key) ?? [])].sort()).toEqual(quiet.sort());
        });
    }),
  );
});

it('leaves so few paths that walking each of them ends', () => {
  fc.assert(
    fc.property(groups, (all) => {
      const paths = new Map<string, number>();
      for (const { item: each, after } of order(all))
        paths.set(each.key, 1 + after.reduce((sum, key) => sum + (paths.get(key) ?? 0), 0));
      for (const [key, number] of paths) expect([key, number <= 6]).toEqual([key, true]);
    }),
  );
});

/** All that is made before each item, directly or not. */
function madeBefore(all: readonly Ordered[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, ReadonlySet<string>>();
  for (const { item: each, after, behind } of all)
    before.set(each.key, new Set([...after, ...behind].flatMap((key) => [key, ...(before.get(key) ?? [])])));
  return before;
}
