import type { ProofFile, VerdictInFile } from '../../lib/engines/proof';
import { proofFile } from '../../lib/engines/proof';
import { failureTable } from '../../lib/cli/prove/failure-table';
import { painter } from '../../lib/cli/prove/paint';
import { proofTable } from '../../lib/cli/prove/proof-table';
import { sample } from '../engines/proof/sample';

const file = JSON.parse(proofFile(sample)) as ProofFile;
const plain = painter(false, undefined);

it('shows a proof', () => {
  expect(`\n${proofTable(file, plain)}`).toBe(`
production: 2 things; broken objectives: host
  found: any host: no data lost, back within 8 s
    any rack or site (nothing promised): no data lost, back within 8 s
    any city: the last 45 min of etcd lost, ALL data of logs lost (accepted), back by the plan within 1 h 40 min, not back: logs (accepted)

  failures   things  what is left  data           back
  host (3)   etcd    degraded      safe           ≤ 8 s
  rack (1)   none
  site (1)   etcd    available     safe           ≤ 8 s
  city (1)   logs    down          all lost       nobody brings it back
             etcd    down          lost ≤ 45 min  by plan, ≤ 1 h 40 min
  host-pair  etcd    read-only     at risk        ≤ 2.5 s

  Of two failures only what neither does alone is shown.

Broken objectives
  etcd without host a1 (one of 2): got back within 8 min (pods wait for 5 min; the same for logs), want back within 6 min; fix: shorten the wait

Shared fates
  etcd in rack r1: a1 and a2 share it; fix: move a2

Accepted risks
  logs without a city: nothing is promised; logs are kept for debugging only
  jobs without a host: no data lost, back within 1 h; builds run again

Taken for granted
  the object store outside works
`);
});

it('shows one failure with what times are the sum of, folds what is long, and ends with what nobody misses', () => {
  const touched: VerdictInFile = {
    thing: 'etcd',
    availability: 'down',
    data: 'safe',
    recovery: 'human',
    because:
      'only 2 of 5 votes are left, 3 are needed, and the witness that would break the tie is in the site that was lost',
  };
  const untouched = { ...touched, availability: 'available', recovery: 'auto', withinSeconds: 0 } as const;
  const slow = {
    ...touched,
    thing: 'api',
    because: 'etcd waits',
    recovery: 'auto',
    withinSeconds: 8,
    timers: [
      { name: 'load balancer checks', seconds: 6 },
      { name: 'client time-out', seconds: 2 },
    ],
  } as const;
  const moot = { ...touched, thing: 'vip', because: 'all of it was there', moot: true } as const;
  const verdicts = [
    { ...untouched, thing: 'dns' },
    moot,
    touched,
    slow,
    { ...slow, thing: 'web' },
    { ...untouched, thing: 'mail' },
  ];
  expect(`\n${failureTable(file, { kind: 'asked', name: 'site a', failures: ['site a'], count: 1, verdicts }, plain)}`)
    .toBe(`
production: site a

  thing  what is left  data  back                       because
  etcd   down          safe  nobody brings it back      only 2 of 5 votes are left, 3 are needed, and the
                                                        witness that would break the tie is in the site that was
                                                        lost
  api    down          safe  ≤ 8 s                      etcd waits
                                                        8 s = load balancer checks 6 s + client time-out 2 s
  web    down          safe  ≤ 8 s                      etcd waits
                                                        8 s: as for api
  vip    down          safe  nobody is left to miss it  all of it was there

  untouched: dns, mail
`);
});

it.each([
  [true, undefined, true],
  [true, '', true],
  [true, '1', false],
  [false, undefined, false],
])('on a terminal: %p, NO_COLOR=%p: colours %p', (isTerminal, noColor, colours) => {
  const text = proofTable(file, painter(isTerminal, noColor));
  expect(text.includes('\u001b[')).toBe(colours);
  expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(proofTable(file, plain));
});
