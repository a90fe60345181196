import { comparisons } from './ha/judge/comparison';
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
    failure: 'power of a-1, a-2',
    clients: [client({ gap: 30_000, resumed: 8_200 })],
    views: [{ from: 'a', expected: DOWN, measured: { ...DOWN, recovery: 'auto', within: 9_000 } }],
    predicted: undefined,
  }),
  round({ number: 5, clients: [client({ gap: 2_000 })] }),
  round({
    number: 6,
    failure: 'host a-2',
    clients: [client({ gap: 2_000 })],
    views: [{ from: 'a', expected: DEGRADED, measured: { ...DEGRADED, availability: 'available' } }],
  }),
  round({
    number: 4,
    kind: 'link',
    fault: 'link',
    failure: 'link a–b',
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
  worlds: [
    {
      name: 'one-site',
      title: 'three masters',
      made: 'all masters were started at once',
      took: 20_000,
      files: '0123456789abcdef',
      memory: 1_500,
      writes: { sent: 10, acknowledged: 9 },
      members: [{ name: 'a-1', missing: 0 }],
      proof: 'x.one-site.proof.json',
      reactions: [
        { of: ['etcd'], to: 'host', timers: [{ name: 'election', limit: 2_000 }] },
        {
          of: ['api-vip-a', 'api-vip-b'],
          to: undefined,
          timers: [
            { name: 'client time-out', limit: 2_000 },
            { name: 'name', limit: 1_000 },
          ],
        },
      ],
    },
  ],
  summaries: summaries(rounds),
  comparisons: comparisons(rounds, ['bystander']),
  rounds,
  breaches: ['kill 2: acknowledged write lost'],
  notProven: NOT_PROVEN,
};

describe('the record for people', () => {
  const text = markdown(record);

  it('has medians and maxima of each failure: per kill the client that waited longest', () => {
    expect(text).toContain('| a lost host | 4 | 2.0 s | 4.0 s | 8.0 s | ≤ 6.0 s | 10 | 1 | 0 | 5.0 s |');
    expect(text).toContain('| a lost majority | 1 | stopped | stopped |');
  });

  it('says what was not kept, left out and not proven', () => {
    expect(text).toContain('- kill 2: acknowledged write lost');
    expect(text).toContain('Left out for want of time: restart.');
    NOT_PROVEN.forEach((line) => expect(text).toContain(line));
  });

  it('has verdicts side by side', () => {
    expect(text).toContain('| 3 | majority | a | down · safe · human | down · safe · auto ≤ 9.0 s |');
    expect(text).toContain('| 4 | link | a | degraded · safe · auto | degraded · safe · auto ≤ 2.0 s |');
  });

  it('has times and words of each failure beside what is predicted', () => {
    expect(text).toContain('| a lost host | 4 | 4.0 s | 6.0 s | 2.0 s | 11.0 s |');
    expect(text).toContain('| a cut link | 1 | 2.0 s | 6.0 s | 2.0 s |  |');
    const [auto, human] = ['degraded · safe · auto', 'down · safe · human'];
    expect(text).toContain(`| one-site | host a-1 | a | 3 | ${auto} | ${auto} | the same |`);
    expect(text).toContain(`| one-site | host a-2 | a | 1 | ${auto} | available · safe · auto | other |`);
    expect(text).toContain(
      `| one-site | power of a-1, a-2 | a | 1 | ${human} | down · safe · auto | not all kills done |`,
    );
  });

  it('names the proof of a world, and the timers that it adds up', () => {
    expect(text).toContain('its proof, x.one-site.proof.json,');
    expect(text).toContain('- etcd, to host: election 2.0 s');
    expect(text).toContain('- api-vip-a, api-vip-b, whose clients wait: client time-out 2.0 s + name 1.0 s');
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
    expect(read.schema).toBe(2);
  });

  it('compares each kind of failure with its prediction, in milliseconds', () => {
    expect(read.summaries.map(({ kind, predicted, median, maximum }) => [kind, predicted, median, maximum])).toEqual([
      ['host', 6_000, 2_000, 4_000],
      ['link', 6_000, 2_000, 2_000],
      ['majority', null, null, null],
    ]);
    expect(read.summaries[0]).toMatchObject({
      times: 4,
      limit: 8_000,
      ceiling: 11_000,
      lostWrites: 1,
      longestReturn: 5_000,
    });
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
