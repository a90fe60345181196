import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { readFileSync } from 'node:fs';
import {
  Bandwidth,
  Calico,
  CephMirror,
  Component,
  Fence,
  judge,
  loss,
  modelOfEnvironment,
  SitePair,
  Stage,
  Standby,
} from 'tripod-iac';
import { mirror as example } from '../../../examples/storage/mirror';
import { fits, intervalFor, leastLoss, lossOf, spelled, transferOf } from '../../../lib/storage/mirror/schedule';
import { objects } from '../../support/objects';
import { BLOCKS, HOSTS, sides } from './mirrored';

const GIGABIT = Bandwidth.gigabits(1);

// A minute, and what changes within the interval over half of the link.
it.each([
  [1, 0.1, GIGABIT, 60 + 1],
  [7, 100, GIGABIT, 60 + 84],
  [15, 250, GIGABIT, 60 + 450],
  [15, 1000, Bandwidth.gigabits(10), 60 + 180],
  [10, 20, undefined, 60 + 120],
])('%d minutes of %d Mbit/s arrive in time', (minutes, megabits, link, seconds) => {
  const interval = Duration.minutes(minutes);
  const transfer = transferOf(interval, Bandwidth.megabits(megabits), link);
  expect(transfer.toSeconds()).toBe(seconds);
  expect(lossOf(interval, transfer)).toBe(60 * minutes + seconds);
  expect(fits(interval, transfer)).toBe(seconds <= 60 * minutes);
});

// Two intervals of 7 minutes fit into 15; of 4 minutes into 8; into 5 only one fits with its transfer; nothing into 3.
it.each([
  [60, 15],
  [30, 15],
  [15, 7],
  [8, 4],
  [5, 2],
  [4, 2],
  [3.4, 2],
  [3.3, undefined],
])('an objective of %d minutes is held by %s', (rpo, minutes) => {
  const found = intervalFor(Duration.minutes(rpo), Bandwidth.megabits(100), GIGABIT);
  expect(found?.toMinutes()).toBe(minutes);
});

it('knows the least that a link can hold', () => {
  expect(leastLoss(Bandwidth.megabits(100), GIGABIT)).toBe(120 + 60 + 24);
  expect(leastLoss(Bandwidth.megabits(499.9), GIGABIT)).toBeUndefined();
});

it('finds a longer interval on a link that is nearly full', () => {
  expect(leastLoss(Bandwidth.megabits(490), GIGABIT)).toBe(50 * 60 + 60 + 49 * 60);
  expect(intervalFor(Duration.hours(2), Bandwidth.megabits(490), GIGABIT)?.toMinutes()).toBe(50);
  expect(intervalFor(Duration.hours(1), Bandwidth.megabits(490), GIGABIT)).toBeUndefined();
});

it.each([
  [1, '1m'],
  [15, '15m'],
  [60, '1h'],
  [90, '90m'],
  [120, '2h'],
])('%d minutes are spelled %s', (minutes, text) => {
  expect(spelled(Duration.minutes(minutes))).toBe(text);
});

describe('the loss of the city', () => {
  const { from, to, storage, peer } = sides({ ...HOSTS, objectStore: false });
  for (const environment of [from, to]) new Calico(environment, 'network');
  const ledger = new (class extends Component {})(from, 'ledger', { stage: Stage.TENANTS });
  const metadata = { name: 'ledger', namespace: from.namespace('ledger').name };
  new k8s.KubePersistentVolumeClaim(ledger, 'claim', { metadata, spec: { storageClassName: 'ceph-block' } });
  const mirror = example(storage, peer, ledger);

  it('costs what a copy is old: an interval and a transfer', () => {
    const fence = Fence.external({ what: 'power', by: 'the shift' });
    new SitePair(from, 'pair', { with: to, standby: Standby.warm(), fence });
    const verdicts = judge(modelOfEnvironment(from), loss.city('shanghai'));
    const { interval, transfer } = mirror.times;
    expect(verdicts.get('block')).toMatchObject({ availability: 'down', recovery: 'human' });
    expect(JSON.stringify(verdicts.get('block'))).toContain('the copy in hf-a is at most that old');
    expect(lossOf(interval, transfer)).toBeLessThanOrEqual(15 * 60);
  });

  it('is what the guide shows', () => {
    const [, shown] = /```ts\n([\s\S]*?)```/.exec(readFileSync('docs/mirroring.md', 'utf8')) ?? [];
    expect(shown).toBe(readFileSync('examples/storage/mirror.ts', 'utf8'));
    const names = objects(mirror)
      .filter(({ kind }) => kind === 'VolumeReplication')
      .map(({ metadata: { name } }) => name);
    expect(names).toEqual(['ledger', 'inbox-0', 'inbox-1']);
    expect(mirror).toBeInstanceOf(CephMirror);
  });
});

it('takes the promise of the environment for the loss of its city', () => {
  const objectives = { city: { rpo: Duration.hours(1), rto: Duration.hours(4) } };
  const both = sides(BLOCKS, BLOCKS, { objectives });
  expect(new CephMirror(both.from, 'mirror', both).times).toMatchObject({
    rpo: Duration.hours(1),
    interval: Duration.minutes(15),
  });
});
