import { Duration } from 'cdk8s';
import { spoken } from '../../../lib/recovery/plan/runbook/time';
import { expectedTime, runningSum, timeUntilServed } from '../../../lib/recovery/plan/time';
import { smallPlan, step } from './small-plan';

describe('the time of a plan', () => {
  it('is the sum of its steps, of some phases, or until clients are served', () => {
    expect(expectedTime(smallPlan()).toSeconds()).toBe(66);
    expect(expectedTime(smallPlan(), ['fence', 'data']).toSeconds()).toBe(20);
    expect(timeUntilServed(smallPlan()).toSeconds()).toBe(61);
    expect(runningSum(smallPlan())).toEqual([5, 20, 25, 30, 61, 66]);
  });

  it('is that of all steps where none leads clients', () => {
    expect(timeUntilServed({ actions: [step('a'), step('b')] }).toSeconds()).toBe(10);
  });

  it.each([
    [1, '1 s'],
    [119, '119 s'],
    [120, '2 min'],
    [185, '3 min 5 s'],
    [7200, '2 h'],
    [9005, '2 h 30 min'],
  ])('%d seconds are said as %s', (seconds, want) => expect(spoken(Duration.seconds(seconds))).toBe(want));
});
