import { compare } from '../../../../lib/engines/pulumi/state/compare';
import { checkTwice } from '../../../../lib/engines/pulumi/state/refuse/twice';
import { branch, found, known, planned, resource, STACK } from './support';

const market = planned('ConfigMap', 'town/market');
const older = { ...market, type: 'kubernetes:core/v1beta1:ConfigMap' };
const ledger = planned('ConfigMap', 'town/ledger');

const names = ({ kept, gone, twice }: ReturnType<typeof compare>) => ({
  kept: kept.map((each) => each.planned.name),
  gone: gone.map(({ name }) => name),
  twice: twice.map((each) => each.planned.name),
});
const NONE = { kept: [], gone: [], twice: [] };

describe('a run beside the one before', () => {
  it.each([
    ['has nothing to compare with at first', [], [market], NONE],
    ['keeps what is there', [known(market)], [market], { ...NONE, kept: [market.name] }],
    [
      'keeps what moves to another component or stage',
      [known({ ...market, component: 'forum' })],
      [market],
      { ...NONE, kept: [market.name] },
    ],
    ['deletes what is not planned', [known(market)], [ledger], { ...NONE, gone: [market.name] }],
    [
      'follows a declared earlier version',
      [known(older)],
      [{ ...market, earlier: [older.type] }],
      { ...NONE, kept: [market.name] },
    ],
    ['sees an object that would be made and deleted', [known(older)], [market], { ...NONE, twice: [market.name] }],
    [
      'sees an object that stands in the stack twice',
      [known(market), known(market, [])],
      [market],
      { ...NONE, kept: [market.name], twice: [market.name] },
    ],
    [
      'leaves alone what the program made by itself',
      [known(ledger, []), resource([], 'pulumi:providers:kubernetes', 'production'), branch('square', [])],
      [],
      NONE,
    ],
  ])('%s', (_, before, plan, want) => {
    expect(names(compare(before, plan, STACK))).toEqual(want);
  });
});

describe('one object under two names of the engine', () => {
  it('is refused with the way to follow it', () => {
    const { twice } = compare([known(older)], [market], STACK);
    expect(found((problems) => checkTwice(twice, problems))).toEqual([
      expect.stringMatching(/^ConfigMap\/town\/market: got urn:.*v1beta1.*fix: say `earlier: \['v1beta1'\]`/),
    ]);
  });

  it('is refused with the way to forget one that the program made by itself', () => {
    const { twice } = compare([known(market, [])], [market], STACK);
    expect(found((problems) => checkTwice(twice, problems))).toEqual([
      expect.stringMatching(/fix: take it out of the program, and `pulumi state delete 'urn:/),
    ]);
  });
});
