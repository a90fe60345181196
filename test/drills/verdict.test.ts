import { observedAvailability, sameWords, sayVerdict, sayWords } from './ha/judge/verdict';
import { DEGRADED, DOWN } from './support/rounds';

it.each([
  [{ writes: true, reads: true, following: 3, voters: 3 }, 'available'],
  [{ writes: true, reads: true, following: 2, voters: 3 }, 'degraded'],
  [{ writes: false, reads: true, following: 2, voters: 3 }, 'read-only'],
  [{ writes: false, reads: false, following: 0, voters: 3 }, 'down'],
] as const)('what is observed as %p is %s', (observed, want) => {
  expect(observedAvailability(observed)).toBe(want);
});

it('says a verdict in a line', () => {
  expect(sayVerdict({ availability: 'degraded', data: 'safe', recovery: 'auto', within: 5_640 })).toBe(
    'degraded · safe · auto ≤ 5.6 s',
  );
  expect(sayVerdict({ availability: 'down', data: 'safe', recovery: 'human' })).toBe('down · safe · human');
});

it('says no time where nobody waits, and none in the words alone', () => {
  expect(sayVerdict({ ...DEGRADED, within: 0 })).toBe('degraded · safe · auto');
  expect(sayWords({ ...DEGRADED, within: 5_640 })).toBe('degraded · safe · auto');
});

it.each([
  ['the same, whatever the time', { ...DEGRADED, within: 8_000 }, { ...DEGRADED, within: 2_000 }, true],
  ['data at risk, of which nothing is lost yet', { ...DOWN, data: 'at risk' }, DOWN, true],
  ['data at risk that is lost', { ...DOWN, data: 'at risk' }, { ...DOWN, data: 'lost' }, false],
  ['lost data that is there', { ...DOWN, data: 'lost' }, DOWN, false],
  ['more than was said', DEGRADED, { ...DEGRADED, availability: 'available' }, false],
  ['what came back by itself', DOWN, { ...DOWN, recovery: 'auto' }, false],
] as const)('compares words: %s', (_, predicted, measured, same) => {
  expect(sameWords(predicted, measured)).toBe(same);
});
