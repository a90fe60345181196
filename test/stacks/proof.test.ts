import { Environment, judge, type Loss, loss, modelOf, modelOfEnvironment, Platform, prove } from 'tripod-iac';
import { breachesOf } from '../../lib/proof/objectives/breaches';
import { blueprint } from '../../stacks/blueprint';
import { landscape } from '../../stacks/landscape';
import { platform } from '../../stacks/platform';
import { production } from '../../stacks/production';

const environments = new Map(
  platform()
    .node.findAll()
    .filter((construct): construct is Environment => Environment.isEnvironment(construct))
    .map((environment) => [environment.name, environment]),
);
const proofs = new Map([...environments].map(([name, environment]) => [name, prove(environment)]));
const shanghai = environments.get('production')!;
const proof = proofs.get('production')!;

it.each([...proofs])('%s keeps what it promises, and nothing shares a fate', (_, { breaches, fates }) => {
  expect([breaches, fates]).toEqual([[], []]);
});

it('accepts no risk that it could do without', () => {
  const all = shanghai.acceptedRisks;
  const model = modelOfEnvironment(shanghai);
  const needed = all.filter((risk) => {
    const acceptedRisks = all.filter((other) => other !== risk);
    const without = Object.create(shanghai, { acceptedRisks: { value: acceptedRisks } }) as Environment;
    return breachesOf(without, model, proof.outcomes).length > 0;
  });
  expect(needed).toEqual(all);
});

it('loses Shanghai as it declares', () => {
  const city = proof.outcomes.find(({ kind }) => kind === 'city');
  const verdict = (name: string) => city?.verdicts.find(({ thing }) => thing === name);
  // The interval of half an hour, and the way of a full snapshot from the witness, whose link nobody wrote down.
  expect(verdict('etcd')).toMatchObject({
    data: 'lost',
    loss: (30 * 60 + 30 + 86 + 86 + 688) * 1000,
    recovery: 'human',
  });
  // Snapshots of volumes leave every quarter of an hour, and are over before the next; buckets follow at once.
  expect(verdict('block')).toMatchObject({ data: 'lost', recovery: 'human' });
  expect(verdict('block')!.loss).toBeLessThanOrEqual(30 * 60_000);
  expect(verdict('jenkins-controller')!.loss).toBe(verdict('block')!.loss);
  expect(verdict('bucket')).toMatchObject({ data: 'lost', loss: 15 * 60_000 });
  expect(verdict('ceph-local')).toMatchObject({ data: 'lost' });
  expect(verdict('ceph-local')).not.toHaveProperty('loss');
  // The decision, to look, to fence, data, objects, records, to verify, and the TTL.
  const minutes = 30 + 11 + 21 + 65 + 61 + 10 + 16 + 5;
  expect(verdict('kubernetes-endpoint')).toMatchObject({ data: 'safe', recovery: 'human', within: minutes * 60_000 });
});

it('cannot lose Shanghai without the plan', () => {
  const alone = blueprint(new Platform(), 'alone', landscape(), { ...production, cluster: 'production' });
  const { breaches } = prove(alone.environment);
  expect(breaches).toContainEqual(
    expect.objectContaining({ objective: 'city', promise: 'rto', thing: 'kubernetes-endpoint' }),
  );
});

describe('a client of the VIP of sh-a waits', () => {
  const model = modelOf(
    shanghai.landscape,
    shanghai.components.flatMap(({ facts }) => facts),
  );
  // The sums that the HA drill predicts from the same timers (test/drills/ha/judge/timers.ts).
  it.each([
    ['a lost host', loss.host('sh-a-master-1'), 8_000],
    ['an ended API server', loss.process('kube-apiserver', 'sh-a-master-1'), 3_000],
    ['an ended load balancer', loss.process('haproxy', 'sh-a-master-1'), 3_610],
    ['an ended keepalived', loss.process('keepalived', 'sh-a-master-1'), 3_610],
    ['the other site', loss.site('sh-b'), 4_000],
    ['the link to it', loss.link('sh-a', 'sh-b'), 10_000],
  ])('for %s as long as its timers take', (_, lost, within) => {
    expect(judge(model, lost).get('api-vip-sh-a')).toMatchObject({ recovery: 'auto', within });
  });
});

describe('what lies on volumes', () => {
  const model = modelOf(
    shanghai.landscape,
    shanghai.components.flatMap(({ facts }) => facts),
  );
  it.each(['jenkins-controller', 'logstash', 'elasticsearch-data'])(
    '%s leaves a drained host, and stays on a lost one',
    (name) => {
      const after = (failure: Loss) => judge(model, failure).get(name);
      expect(after(loss.drain('sh-a-worker-1'))).toMatchObject({ availability: 'available', recovery: 'auto' });
      expect(after(loss.host('sh-a-worker-1'))?.availability).not.toBe('available');
    },
  );

  it('keeps every acknowledged line, also with one copy in sync', () => {
    const oneSite = loss.site('sh-a').then(loss.host('sh-b-worker-1'));
    expect(judge(model, oneSite).get('logs')?.data).toBe('safe');
  });
});
