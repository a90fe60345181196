import type { Proof } from 'tripod-iac';
import { summary, time } from '../../../lib/engines/proof';
import { outcome, sample } from './sample';

describe('summary', () => {
  it('joins the classes that cost the same, and gives the longest time', () => {
    expect(summary({ ...sample, accepted: [] })).toBe(
      'any host, rack or site is lost without loss of data, back within 8 s; ' +
        'any city is lost with all data of 1 thing, 1 thing not back',
    );
  });

  it('leaves accepted risks aside, and counts them', () => {
    expect(summary(sample)).toBe(
      'any host, rack or site is lost without loss of data, back within 8 s; ' +
        'any city is lost with the last 45 min of data, back by the plan within 1 h 40 min; 2 accepted risks aside',
    );
  });

  it.each<[string, Partial<Proof>, string]>([
    [
      'nothing notices',
      { outcomes: [outcome('host', ['host a'], [])] },
      'any host is lost without loss of data, back at once',
    ],
    [
      'nobody told facts',
      { things: [], outcomes: [outcome('host', ['host a'], [])] },
      'no component says what it is made of',
    ],
    [
      'data is at risk',
      { outcomes: [outcome('site', ['site a'], sample.outcomes[5]?.verdicts ?? [])] },
      'any site is lost with some data at risk, back within 2.5 s',
    ],
  ])('says so where %s', (_, change, want) => {
    expect(summary({ ...sample, accepted: [], ...change })).toBe(want);
  });
});

it.each([
  [0, '0 s'],
  [0.25, '250 ms'],
  [0.9996, '1 s'],
  [8.3, '8.3 s'],
  [8.31, '8.4 s'],
  [59.95, '1 min'],
  [90, '1 min 30 s'],
  [360, '6 min'],
  [3599.2, '1 h'],
  [6000, '1 h 40 min'],
  [6001, '1 h 41 min'],
  [90_000, '1 d 1 h'],
])('%d seconds read as %s', (seconds, want) => {
  expect(time(seconds)).toBe(want);
});
