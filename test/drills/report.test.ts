import { summaries } from './ha/judge/summary';
import { markdown } from './ha/report/markdown';
import { type DrillRecord, NOT_PROVEN, SCHEMA } from './ha/report/record';
import { json } from './ha/report/write';
import { client, DEGRADED, DOWN, round } from './support/rounds';

const rounds = [
  round({ clients: [client({ gap: 1_000 }), client({ name: 'x', gap: 2_000 })] }),
  round({ number: 2, clients: [client({ gap: 4_000 })], lost: ['drill/w-1: gone'] }),
  round({
    number: 3,
    kind: 'majority',
    fault: 'majority',
    clients: [client({ gap: 30_000, resumed: 8_200 })],
    views: [{ from: 'a', expected: DOWN, measured: { ...DOWN, recovery: 'auto', within: 9_000 } }],
    predicted: undefined,
  }),
  round({
    number: 4,
    kind: 'link',
    views: [{ from: 'a', expected: DEGRADED, measured: { ...DEGRADED, within: 2_000 } }],
  }),
];

const record: DrillRecord = {
  schema: SCHEMA,
  begun: '2026-01-01T00:00:00.000Z',
  took: 61_000,
  command: 'npm run drill:ha',
  outcome: 'failed',
  versions: { etcd: '3.6.4' },
  load: { begin: 0.5, end: 4.25 },
  leftOut: ['restart'],
  worlds: [],
  summaries: summaries(rounds),
  rounds,
  breaches: ['kill 2: acknowledged write lost'],
  notProven: NOT_PROVEN,
};

describe('the record for people', () => {
  const text = markdown(record);

  it('has medians and maxima of each failure: per kill the client that waited longest', () => {
    expect(text).toContain('| a lost host | 2 | 3.0 s | 4.0 s | 8.0 s | ≤ 6.0 s | 6 | 1 | 0 | 5.0 s |');
    expect(text).toContain('| a lost majority | 1 | stopped | stopped |');
  });

  it('says what was not kept, left out and not proven', () => {
    expect(text).toContain('- kill 2: acknowledged write lost');
    expect(text).toContain('Left out for want of time: restart.');
    NOT_PROVEN.forEach((line) => expect(text).toContain(line));
  });

  it('has verdicts side by side', () => {
    expect(text).toContain('| 3 | majority | a | down · safe · human | down · safe · auto ≤ 9.0 s |');
    expect(text).toContain('| 4 | bystander | a | degraded · safe · auto | degraded · safe · auto ≤ 2.0 s |');
  });

  it('says what else the machine did', () => {
    expect(text).toContain('load average was 0.5 at the begin and 4.3 at the end');
    expect(text).toContain('| a-1 5.0 s of 20.0 s | 50 % |');
  });

  it('says when those were served again who had to wait', () => {
    expect(text).toContain('| w 8.2 s | a-1 5.0 s of 20.0 s |');
  });
});

describe('the record for programs', () => {
  const read = JSON.parse(json(record)) as DrillRecord;

  it('says which structure it has', () => {
    expect(read.schema).toBe(1);
  });

  it('compares each kind of failure with its prediction, in milliseconds', () => {
    expect(read.summaries.map(({ kind, predicted, median, maximum }) => [kind, predicted, median, maximum])).toEqual([
      ['host', 6_000, 3_000, 4_000],
      ['link', 6_000, 2_000, 2_000],
      ['majority', null, null, null],
    ]);
    expect(read.summaries[0]).toMatchObject({ times: 2, limit: 8_000, lostWrites: 1, longestReturn: 5_000 });
  });

  it('has the same fields in every round, whatever came of it', () => {
    const fields = read.rounds.map((entry) => Object.keys(entry));
    expect(fields).toEqual(fields.map(() => fields[0]));
    expect(read.rounds[2]?.predicted).toBeNull();
    expect(read.rounds[0]?.error).toBeNull();
  });

  it('has no decimals that nobody measured', () => {
    expect(json({ ...record, took: 0.1 + 0.2 })).toContain('"took": 0.3,');
  });
});
