import { Duration } from 'cdk8s';
import { Bandwidth, cronOf } from 'tripod-iac';
import { runTime } from '../../lib/recovery/etcd/snapshots/run-time';
import { defaultInterval } from '../../lib/recovery/etcd/snapshots/schedule';

describe('cron', () => {
  it.each([
    [1, '* * * * *'],
    [5, '*/5 * * * *'],
    [30, '*/30 * * * *'],
    [60, '0 * * * *'],
    [120, '0 */2 * * *'],
    [720, '0 */12 * * *'],
    [1440, '0 0 * * *'],
  ])('says %d minutes as %s', (minutes, schedule) => {
    expect(cronOf(Duration.minutes(minutes))).toBe(schedule);
  });

  it.each([0, 0.5, 7, 45, 59, 90, 300, 2880, Number.NaN])('keeps no interval of %d minutes', (minutes) => {
    expect(cronOf(Duration.minutes(minutes))).toBeUndefined();
  });

  it.each([
    [undefined, 60],
    [0, 1],
    [1, 1],
    [15, 6],
    [60, 30],
    [90, 30],
    [100_000, 60],
  ])('is asked for half of an RPO of %s minutes at most: %d', (rpo, minutes) => {
    const interval = defaultInterval(rpo === undefined ? undefined : Duration.minutes(rpo));
    expect(interval.toMinutes()).toBe(minutes);
    expect(cronOf(interval)).toBeDefined();
  });
});

describe('the time of a run', () => {
  it('is that of a full database on the link between the sites', () => {
    const { save, verify, ship, total } = runTime(Bandwidth.gigabits(10));
    expect([save, verify, ship, total].map((duration) => duration.toSeconds())).toEqual([86, 86, 14, 216]);
  });

  it('counts on half of 200 Mbit/s where no bandwidth is known', () => {
    expect(runTime().ship.toSeconds()).toBe(688);
  });
});
