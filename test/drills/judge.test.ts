import { acceptedWithin, during, firstAfter, longestGap, median } from './ha/judge/gaps';
import { checkHistory } from './ha/judge/history';
import { allowedReturn } from './ha/judge/allowed-return';
import { breaches } from './ha/judge/breaches';
import { client, DEGRADED, DOWN, round, write, writesAt } from './support/rounds';

describe('a gap', () => {
  it.each([
    ['between two answers', [0, 50, 4_050, 4_100], 4_000, false],
    ['from the last answer before the failure', [0, 900, 3_000, 3_050], 2_100, false],
    ['that nothing ends', [0, 50, 1_100], 3_900, true],
    ['where nothing was ever answered', [], 4_000, true],
    ['that ends after the time that is looked at', [990, 5_990], 5_000, false],
  ])('%s', (_, times, length, open) => {
    expect(longestGap(writesAt(...times), { from: 1_000, to: 5_000 })).toMatchObject({ length, open });
  });

  it('is not filled by failures or reads', () => {
    const requests = [
      ...writesAt(0, 3_000),
      write(1_000, { outcome: 'timeout' }),
      write(1_500, { outcome: 504 }),
      write(2_000, { kind: 'read', outcome: 200 }),
    ];
    expect(longestGap(requests, { from: 0, to: 3_000 }).length).toBe(3_000);
  });

  it('of a time that is over before is not counted', () => {
    expect(longestGap(writesAt(0, 9_000, 9_050, 9_100), { from: 9_060, to: 9_090 }).length).toBe(50);
  });
});

it('knows when a client was served again', () => {
  expect(firstAfter(writesAt(10, 400, 900), 300)).toBe(100);
  expect(firstAfter(writesAt(10), 300)).toBeUndefined();
});

it('counts what was under way during a failure', () => {
  expect(during(writesAt(10, 20, 30, 40), { from: 20, to: 29 }).map(({ answered }) => answered)).toEqual([20, 30]);
});

it('calls accepted what was sent and answered inside, and not what was sent before', () => {
  const requests = [
    write(100, { sent: 40 }),
    write(120, { sent: 101 }),
    write(220, { sent: 150 }),
    write(130, { outcome: 'timeout' }),
  ];
  expect(acceptedWithin(requests, { from: 50, to: 200 })).toEqual([requests[1]]);
});

it.each([
  [[], undefined],
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 2, 9], 3],
])('the median of %p is %p', (numbers, want) => {
  expect(median(numbers)).toBe(want);
});

describe('the history', () => {
  const requests = [write(1), write(2), write(3, { outcome: 'timeout' }), write(4, { outcome: 'timeout' })];
  const stored = [
    ['drill/w-1', 'v1'],
    ['drill/w-2', 'v2'],
    ['drill/w-3', 'v3'],
  ] as const;

  it('allows a write that was stored although its client was told nothing', () => {
    expect(checkHistory(requests, new Map(stored))).toEqual({
      lost: [],
      storedSilently: 1,
      unknown: [],
    });
  });

  it('finds an acknowledged write that is missing, and one that is different', () => {
    expect(checkHistory(requests, new Map([['drill/w-2', 'v9']])).lost).toEqual([
      'drill/w-1: answered 201, now missing',
      'drill/w-2: answered 201, now “v9” in place of “v2”',
    ]);
  });

  it('finds what nobody wrote', () => {
    expect(checkHistory([], new Map([['drill/w-1', 'v1']])).unknown).toEqual(['drill/w-1']);
  });
});

describe('a drill', () => {
  it('passes when every limit was kept', () => {
    expect(breaches([round(), round({ number: 2 })], [])).toEqual([]);
  });

  it.each([
    [
      'lost an acknowledged write',
      round({ lost: ['drill/w-1: answered 201, now missing'] }),
      'acknowledged write lost: drill/w-1',
    ],
    ['has something that nobody wrote', round({ unknown: ['drill/w-1'] }), 'nobody wrote it'],
    [
      'let clients wait for too long',
      round({ clients: [client({ gap: 8_100 })] }),
      'w waited 8.1 s for a write, want at most 8.0 s',
    ],
    [
      'let one client of two wait for too long',
      round({ clients: [client(), client({ name: 'x', gap: 9_000 })] }),
      'x waited 9.0 s',
    ],
    ['never served a client again', round({ clients: [client({ open: true })] }), 'w was never served again'],
    [
      'was slow to lead away from an API server',
      round({ kind: 'api-server', clients: [client({ gap: 3_100 })] }),
      'at most 3.0 s',
    ],
    [
      'was slow to replace a load balancer',
      round({ kind: 'haproxy', clients: [client({ gap: 5_100 })] }),
      'at most 5.0 s',
    ],
    [
      'failed requests in a planned restart',
      round({ kind: 'restart', clients: [client({ failed: 1, outcomes: [503] })] }),
      '1 requests of w failed (503), want none',
    ],
    [
      'failed reads in a planned restart',
      round({ kind: 'restart', clients: [client({ failed: 0, failedReads: 2 })] }),
      '2 requests of w failed',
    ],
    [
      'accepted a write on the side of a minority',
      round({ probes: { sent: 9, accepted: 1 } }),
      '1 of 9 writes were accepted by servers without a quorum',
    ],
    [
      'was back late',
      round({ recoveries: [{ what: 'a-1', took: 21_000, allowed: 20_000 }] }),
      'a-1 was back after 21.0 s, want at most 20.0 s',
    ],
    [
      'was worse than expected',
      round({ views: [{ from: 'a', expected: DEGRADED, measured: DOWN }] }),
      'from a down · safe · human, predicted degraded · safe · auto',
    ],
    ['had a fault of its own', round({ error: 'the world did not heal within 90 s' }), 'did not heal'],
  ])('fails when it %s', (_, failed, message) => {
    const found = breaches([round(), failed], []);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it('fails by the median of lost hosts where each alone is within its limit', () => {
    const slow = [5_600, 5_600, 1_000].map((gap, index) => round({ number: index, clients: [client({ gap })] }));
    expect(breaches(slow, [])).toEqual(['a lost host: the median of the longest gaps is 5.6 s, want at most 5.5 s']);
  });

  describe('without a quorum', () => {
    const views = [{ from: 'a', expected: DOWN, measured: DOWN }];
    const waiting = { gap: 30_000, failed: 9, acknowledgedMeanwhile: 0, resumed: 8_000 };
    const lost = (changes: Parameters<typeof client>[0] = {}) =>
      round({ kind: 'majority', views, clients: [client({ ...waiting, ...changes })] });

    it('may let clients wait until power is back', () => {
      expect(breaches([lost()], [])).toEqual([]);
    });

    it('must accept nothing', () => {
      expect(breaches([lost({ acknowledgedMeanwhile: 1 })], [])).toEqual([
        'kill 1 (one-site, bystander: a-1): 1 writes of w were accepted without a quorum',
      ]);
    });

    it('must serve again afterwards', () => {
      expect(breaches([lost({ resumed: undefined })], [])[0]).toContain('w was never served again');
    });

    it('must serve within the time that the return of its hosts may take', () => {
      expect(breaches([lost({ resumed: 20_100 })], [])[0]).toContain(
        'w was served 20.1 s after the repair, want at most 20.0 s',
      );
    });

    it('must serve a site that was cut off soon after it is joined again', () => {
      const cut = { ...lost({ resumed: 12_100 }), kind: 'partition' as const };
      expect(breaches([cut], [])[0]).toContain('w was served 12.1 s after the repair, want at most 12.0 s');
    });
  });
});

it('gives a master 20 s to return, and more for each peer that does not answer', () => {
  expect([0, 1, 2].map((dead) => allowedReturn(dead, 2))).toEqual([20_000, 27_000, 34_000]);
  expect(allowedReturn(1, 500)).toBe(20_000 + 5_000 + 10_000);
});
