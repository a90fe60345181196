import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProofFile } from '../../lib/engines/proof';
import { API_CLIENT_TIMEOUT } from '../../lib/hosts/load-balancer/facts';
import { FAULTS } from './ha/faults';
import { Predictions } from './ha/judge/predictions';
import { longestPredicted } from './ha/judge/round';
import { sayVerdict } from './ha/judge/verdict';
import { writeProof } from './ha/report/write';
import { proofOf, WORLDS } from './ha/worlds';
import { TIMEOUT } from './ha/writer/client';
import { DEGRADED, DOWN } from './support/rounds';
import { restingCluster } from './support/resting-cluster';

describe('a prediction', () => {
  const words = { availability: 'degraded', data: 'safe', recovery: 'auto', because: 'one is gone' } as const;
  const failure = (name: string, verdicts: ProofFile['failures'][number]['verdicts'], ...others: readonly string[]) =>
    ({ kind: 'host', name, failures: [name, ...others], count: 1, verdicts }) as const;
  const predictions = new Predictions({
    failures: [
      failure('host a-1', [{ ...words, thing: 'api-vip-a', withinSeconds: 8.25 }], 'host a-2'),
      failure('site a', [
        { ...words, thing: 'etcd', data: 'lost', recovery: 'human' },
        { ...words, thing: 'api-vip-a', availability: 'down', recovery: 'human' },
      ]),
      // As pairs are told: thing by thing.
      failure('host a-1 + host a-2', [{ ...words, thing: 'api-vip-a', availability: 'down', recovery: 'human' }]),
      failure('host a-1 + host a-2', [{ ...words, thing: 'etcd', data: 'at risk', recovery: 'human' }]),
    ],
  });

  it.each([
    ['of the site that is asked for, in milliseconds', 'a', 'host a-1', ['degraded', 'safe', 'auto', 8_250]],
    ['of every failure that does the same', 'a', 'host a-2', ['degraded', 'safe', 'auto', 8_250]],
    ['that nothing happens to a thing of which nothing is told', 'b', 'host a-1', ['available', 'safe', 'auto', 0]],
    ['with the data of etcd, and without a time', 'a', 'site a', ['down', 'lost', 'human', undefined]],
    ['from all entries of a name', 'a', 'host a-1 + host a-2', ['down', 'at risk', 'human', undefined]],
    ['that nothing happens where nothing may', 'a', undefined, ['available', 'safe', 'auto', 0]],
  ] as const)('is read %s', (_, site, name, [availability, data, recovery, within]) => {
    expect(predictions.from(site, name)).toEqual({ availability, data, recovery, within });
  });

  it('is refused for what the proof does not tell of', () => {
    expect(() => predictions.from('a', 'host a-3')).toThrow('the proof does not tell of “host a-3”');
  });

  it('of a round is the longest of the sites that are served', () => {
    const view = (from: string, expected: typeof DEGRADED) => ({ from, expected, measured: expected });
    const near = view('a', { ...DEGRADED, within: 8_000 });
    expect(longestPredicted([near, view('b', { ...DEGRADED, within: 4_000 })])).toBe(8_000);
    expect(longestPredicted([view('a', DOWN), view('b', { ...DEGRADED, within: 4_000 })])).toBe(4_000);
    expect(longestPredicted([view('a', DOWN)])).toBeUndefined();
    expect(longestPredicted([view('a', { ...DEGRADED, within: 0 })])).toBeUndefined();
  });
});

describe('the proof of the worlds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripod-predictions-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('predicts every fault of the drill, from the site of each client', async () => {
    const lines = new Set<string>();
    for (const plan of Object.values(WORLDS)) {
      const rendering = plan.rendering();
      const path = writeProof(folder, new Date(0), plan.name, proofOf(plan, rendering));
      const predictions = Predictions.read(path);
      const cluster = restingCluster(rendering);
      for (const fault of FAULTS.filter(({ world }) => world === plan.name))
        for (let turn = 0; turn < fault.times; turn++) {
          const { proved } = await fault.prepare(cluster, turn);
          const sites = [...new Set(plan.users)];
          const views = sites.map((site) => `${site} ${sayVerdict(predictions.from(site, proved?.name))}`);
          lines.add(`${fault.name}: ${proved?.name ?? 'nothing'} | ${views.join(' | ')}`);
        }
    }
    expect([...lines]).toEqual(EXPECTED.trim().split('\n'));
  });

  it('adds the patience that the clients of the drill have', () => {
    expect(API_CLIENT_TIMEOUT.time.toMilliseconds()).toBe(TIMEOUT);
  });
});

/** Fault, what the proof calls it, and its verdict from each site. */
const EXPECTED = `
bystander: host sh-a-master-3 | sh-a degraded · safe · auto ≤ 8.0 s
vip-holder: host sh-a-master-1 | sh-a degraded · safe · auto ≤ 8.0 s
leader: host sh-a-master-2 | sh-a degraded · safe · auto ≤ 8.0 s
majority: power of sh-a-master-1, sh-a-master-2 | sh-a down · safe · human
cold-start: power of sh-a-master-1, sh-a-master-2, sh-a-master-3 | sh-a down · safe · human
api-server: process kube-apiserver on sh-a-master-1 | sh-a available · safe · auto ≤ 3.0 s
api-server: process kube-apiserver on sh-a-master-2 | sh-a available · safe · auto ≤ 3.0 s
api-server: process kube-apiserver on sh-a-master-3 | sh-a available · safe · auto ≤ 3.0 s
haproxy: process haproxy on sh-a-master-1 | sh-a available · safe · auto ≤ 3.6 s
keepalived: process keepalived on sh-a-master-1 | sh-a available · safe · auto ≤ 3.6 s
restart: nothing | sh-a available · safe · auto
replacement: host sh-a-master-2 | sh-a degraded · safe · auto ≤ 8.0 s
replacement: host sh-a-master-1 | sh-a degraded · safe · auto ≤ 8.0 s
site: site sh-a | sh-a down · safe · human | sh-b degraded · safe · auto ≤ 4.0 s
site: site sh-b | sh-a degraded · safe · auto ≤ 4.0 s | sh-b down · safe · human
site: site sh-w | sh-a degraded · safe · auto ≤ 4.0 s | sh-b degraded · safe · auto ≤ 4.0 s
link: link sh-a–sh-b | sh-a degraded · safe · auto ≤ 10.0 s | sh-b degraded · safe · auto ≤ 10.0 s
isolation: partition sh-a | sh-a down · safe · human | sh-b degraded · safe · auto ≤ 4.0 s
isolation: partition sh-b | sh-a degraded · safe · auto ≤ 4.0 s | sh-b down · safe · human
vip-holder-of-site: host sh-a-master-1 | sh-a degraded · safe · auto ≤ 8.0 s | sh-b degraded · safe · auto ≤ 4.0 s
vip-holder-of-site: host sh-b-master-1 | sh-a degraded · safe · auto ≤ 4.0 s | sh-b degraded · safe · auto ≤ 8.0 s
`;
