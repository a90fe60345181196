import { judge, modelOf } from 'tripod-iac/proof';
import { CASES } from './cases';
import type { Case, Want } from './cases/case';

/** What the proof says, in the words of a case. */
function found({ landscape, facts, failure, thing }: Case): Want {
  const { availability, data, loss, recovery, within } = judge(modelOf(landscape, facts), failure).get(thing)!;
  const times = { ...(loss === undefined ? {} : { loss }), ...(within === undefined ? {} : { within }) };
  return { availability, data, recovery, ...times };
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(found(each)).toEqual(each.want);
  });
});

it('cites a source for each of at least 75 cases, none of them twice', () => {
  const all = Object.values(CASES).flat();
  expect(all.length).toBeGreaterThanOrEqual(75);
  expect(all.filter(({ source }) => source.length < 2)).toEqual([]);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});
