import { earlierNames } from '../../../../lib/engines/pulumi/state/rename';
import { branch, planned } from './support';

const objects = (...names: readonly string[]) => names.map((name) => planned('ConfigMap', `town/${name}`));
const of = (component: string, ...names: readonly string[]) =>
  objects(...names).map((each) => ({ ...each, component }));
const nameOf = (urn: string) => urn.split('::').at(-1);

describe('a component', () => {
  it.each([
    ['is an old one with all that it held', [branch('old', objects('a', 'b'))], of('new', 'a', 'b'), { new: 'old' }],
    [
      'is an old one with most of it',
      [branch('old', objects('a', 'b', 'c'))],
      of('new', 'a', 'b', 'x'),
      { new: 'old' },
    ],
    ['is another one with half of it', [branch('old', objects('a', 'b'))], of('new', 'a', 'x'), {}],
    ['is itself under its own name', [branch('old', objects('a'))], of('old', 'a'), {}],
    ['is no old one that is still there', [branch('old', objects('a'))], [...of('old', 'z'), ...of('new', 'a')], {}],
    ['is no new one where nothing was', [], of('new', 'a'), {}],
    ['is no old one that wrote nothing down', [branch('old', [])], of('new', 'a'), {}],
    [
      'goes on alone where two become one',
      [branch('few', objects('a')), branch('many', objects('b', 'c'))],
      of('new', 'a', 'b', 'c'),
      { new: 'many' },
    ],
    [
      'goes on by name where two are alike',
      [branch('y', objects('b')), branch('x', objects('a'))],
      of('new', 'a', 'b'),
      { new: 'x' },
    ],
    [
      'changes its name beside another one that does',
      [branch('a1', objects('a')), branch('b1', objects('b'))],
      [...of('b2', 'b'), ...of('a2', 'a')],
      { a2: 'a1', b2: 'b1' },
    ],
  ])('%s', (_, before, plan, want) => {
    const got = [...earlierNames(before, plan)].map(([name, urn]) => [name, nameOf(urn)]);
    expect(Object.fromEntries(got)).toEqual(want);
  });
});
