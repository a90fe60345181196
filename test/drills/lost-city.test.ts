import { lossOf, outside, secondsLost } from './dr/judge/loss';
import { turnsOf } from './dr/judge/sides';
import { percentile, servedAfter } from './dr/judge/times';
import { NEW, OLD, write } from './support/writes';

describe('turns of two sides', () => {
  it('are apart where the old side answered its last write before the new one was sent its first', () => {
    const turns = turnsOf([write(OLD, 10), write(OLD, 20), write(NEW, 30)], [OLD], [NEW]);
    expect(turns).toEqual({ lastOld: 20, firstNew: 29, both: [] });
  });

  it('overlap where a write was under way on the old side when the new one took one', () => {
    const late = write(OLD, 40, { sent: 5 });
    const { both } = turnsOf([write(OLD, 10), late, write(NEW, 30)], [OLD], [NEW]);
    expect(both.map(({ answered }) => answered)).toEqual([40, 30]);
  });

  it('do not count what was refused', () => {
    expect(turnsOf([write(OLD, 50, { outcome: 'timeout' }), write(NEW, 30)], [OLD], [NEW]).both).toEqual([]);
  });

  it('may be missing', () => {
    expect(turnsOf([], [OLD], [NEW])).toEqual({ lastOld: undefined, firstNew: undefined, both: [] });
  });
});

describe('what was lost', () => {
  const writes = [
    write(OLD, 10, { object: 'kept' }),
    write(OLD, 20, { object: 'lost' }),
    write(OLD, 30, { object: 'unanswered', outcome: 'timeout' }),
    write(OLD, 40, { object: 'deleted' }),
    write(OLD, 50, { object: 'deleted', act: 'delete', outcome: 200 }),
    write(OLD, 60, { object: 'maybe' }),
    write(OLD, 70, { object: 'maybe', act: 'delete', outcome: 'timeout' }),
    write(NEW, 80, { object: 'later' }),
  ];

  it('is what the old side had acknowledged, and is not there', () => {
    const { lost, returned, unknown } = lossOf(writes, [OLD], new Set(['kept', 'later']));
    expect(lost.map(({ object }) => object)).toEqual(['lost']);
    expect([returned, unknown]).toEqual([[], []]);
  });

  it('is no object that the new side deleted', () => {
    const deleted = write(NEW, 90, { object: 'lost', act: 'delete', outcome: 200 });
    expect(lossOf([...writes, deleted], [OLD], new Set(['kept'])).lost).toEqual([]);
  });

  it('comes back where it had been deleted', () => {
    const { returned } = lossOf(writes, [OLD], new Set(['kept', 'lost', 'deleted', 'later']));
    expect(returned.map(({ object, act }) => `${act} ${object}`)).toEqual(['delete deleted']);
  });

  it('is not what nobody wrote', () => {
    expect(lossOf(writes, [OLD], new Set(['kept', 'ghost'])).unknown).toEqual(['ghost']);
  });

  it('is as old as its first write', () => {
    expect(secondsLost([write(OLD, 9_000), write(OLD, 4_000)], 10_000)).toBe(6);
    expect(secondsLost([], 10_000)).toBe(0);
  });

  it('must lie between the copy and the loss', () => {
    const found = outside([write(OLD, 99), write(OLD, 150), write(OLD, 302)], 100, 300);
    expect(found.map(({ answered }) => answered)).toEqual([99, 302]);
  });
});

describe('times', () => {
  it('count from the loss to the first write that the new side took', () => {
    const writes = [write(NEW, 5), write(OLD, 20), write(NEW, 30, { outcome: 503 }), write(NEW, 40)];
    expect(servedAfter(writes, [NEW], 10)).toBe(30);
    expect(servedAfter(writes, [NEW], 40)).toBeUndefined();
  });

  it('have percentiles', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect([percentile(numbers, 99), percentile(numbers, 100), percentile([7], 99), percentile([], 99)]).toEqual([
      198,
      200,
      7,
      undefined,
    ]);
  });
});
