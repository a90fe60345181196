import { Duration } from 'cdk8s';
import { FAILURE_KINDS, type Objectives, type Outcome, type Proof, type ThingVerdict } from 'tripod-iac';
import { type ProofFile, proofFile } from '../../../lib/engines/proof';
import { outcome, sample } from './sample';

/** What a machine that reads the file knows of the proof. */
function read(text: string): Proof {
  const { schema, environment, objectives, accepted, things, failures, breaches, sharedFates, capacity, assumptions } =
    JSON.parse(text) as ProofFile;
  expect(schema).toBe(1);
  const time = (seconds: number) => Duration.millis(seconds * 1000);
  const objective = (of: { rpoSeconds: number; rtoSeconds: number }) => ({
    rpo: time(of.rpoSeconds),
    rto: time(of.rtoSeconds),
  });
  return {
    environment,
    objectives: Object.fromEntries(
      Object.entries(objectives).map(([key, value]) => [key, objective(value)]),
    ) satisfies Objectives,
    accepted: accepted.map((risk) => ({
      ...risk,
      ...(risk.objective === undefined ? {} : { objective: objective(risk.objective) }),
    })) as Proof['accepted'],
    things,
    outcomes: failures.map(({ kind, verdicts, ...rest }) => ({
      ...rest,
      kind: kind as Outcome['kind'],
      verdicts: verdicts.map(({ lossSeconds, withinSeconds, timers = [], ...verdict }): ThingVerdict => ({
        ...verdict,
        shares: timers.map(({ name, seconds }) => ({ name, time: seconds * 1000 })),
        ...(lossSeconds === undefined ? {} : { loss: lossSeconds * 1000 }),
        ...(withinSeconds === undefined ? {} : { within: withinSeconds * 1000 }),
      })),
    })),
    breaches,
    fates: sharedFates,
    capacity,
    assumptions,
  };
}

/** Durations of one length in different units are the same. */
const plain = (proof: Proof) =>
  JSON.stringify(proof, (_, value: unknown) => (value instanceof Duration ? value.toMilliseconds() : value), 1);

describe('proof.json', () => {
  it('says everything that the proof says', () => {
    expect(JSON.parse(plain(read(proofFile(sample))))).toEqual(JSON.parse(plain(sample)));
  });

  it('gives times in seconds, and none where nothing bounds them', () => {
    const { failures, objectives } = JSON.parse(proofFile(sample)) as ProofFile;
    const city = failures.find(({ kind }) => kind === 'city')?.verdicts;
    expect(city?.[0]).toMatchObject({ lossSeconds: 2700, withinSeconds: 6000, recovery: 'human' });
    expect(Object.keys(city?.[1] ?? {})).toEqual(['thing', 'availability', 'data', 'recovery', 'because']);
    expect(objectives).toEqual({
      host: { rpoSeconds: 0, rtoSeconds: 360 },
      city: { rpoSeconds: 3600, rtoSeconds: 14400 },
    });
  });

  it('says what a time is the sum of, on the line of its verdict, and nothing where nothing runs', () => {
    const text = proofFile(sample);
    expect(text).toContain(
      '"withinSeconds":2.5,"timers":[{"name":"election time-out","seconds":1},{"name":"votes","seconds":1.5}],"because":',
    );
    expect(text).not.toContain('"timers":[]');
  });

  it('explains every word that it uses', () => {
    const { words, failures } = JSON.parse(proofFile(sample)) as ProofFile;
    for (const { kind, verdicts } of failures) {
      expect(words['kind']).toHaveProperty(kind);
      for (const { availability, data, recovery } of verdicts) {
        expect(words['availability']).toHaveProperty(availability);
        expect(words['data']).toHaveProperty([data]);
        expect(words['recovery']).toHaveProperty(recovery);
      }
    }
    expect(Object.keys(words['kind'] ?? {})).toEqual(Object.keys(FAILURE_KINDS));
  });

  it('is the same text whatever the order of keys in the proof', () => {
    const turned = (value: unknown): unknown => {
      if (value instanceof Duration || typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(turned);
      const entries = Object.entries(value).reverse();
      return Object.fromEntries(entries.map(([key, item]) => [key, turned(item)]));
    };
    expect(proofFile(turned(sample) as Proof)).toBe(proofFile(sample));
  });

  it('puts each verdict on a line of its own, so that a change of one is a change of one line', () => {
    const text = proofFile(sample);
    const slower = sample.outcomes.map(({ verdicts, ...rest }) => ({
      ...rest,
      verdicts: verdicts.map((each) =>
        each.within === 2_500 && rest.kind === 'host' ? { ...each, within: 3_000 } : each,
      ),
    }));
    const changed = proofFile({ ...sample, outcomes: slower });
    const before = text.split('\n');
    expect(changed.split('\n').filter((line, index) => line !== before[index])).toHaveLength(1);
  });

  it('grows with the names of the hosts, not with their verdicts', () => {
    const hosts = Array.from({ length: 1000 }, (_, index) => `host sh-a-worker-${index}`);
    const touched = sample.outcomes[0]?.verdicts ?? [];
    const many = proofFile({ ...sample, outcomes: [outcome('host', hosts, touched)] });
    expect(many.length).toBeLessThan(proofFile(sample).length + 26 * hosts.length);
  });
});
