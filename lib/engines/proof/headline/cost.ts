import { OBJECTIVE_CLASSES, type Objectives } from '../../../core';
import type { ProofFile, VerdictInFile } from '../file';

/** Classes of failures in the order in which they grow. */
export type FailureClass = keyof Objectives;

/** What becomes of data, and of service. */
type Fate = 'lost-all' | 'lost' | 'at-risk' | 'back' | 'by-plan' | 'away';

/** Things that fare the same, at worst over all failures of a class. */
export interface Fared {
  readonly fate: Fate;
  readonly things: readonly string[];
  /** Whether the bank accepts it for them: they are not held to the objective of the class. */
  readonly accepted: boolean;
  /** Seconds of data that are lost, or until service is back, of the one that fares worst. */
  readonly seconds: number;
}

/** What the loss of any one of a class costs at worst. */
export interface ClassCost {
  /** Data that is lost, or may be; none where every thing is safe. */
  readonly data: readonly Fared[];
  /** The slowest return; then whatever an accepted risk makes slower, and what does not return. */
  readonly service: readonly Fared[];
}

/** Parts of a proof that a headline needs. */
export type Headlined = Pick<ProofFile, 'things' | 'failures' | 'accepted' | 'objectives' | 'breaches'>;

/** The costs of all classes of which a failure was judged; accepted risks are told, as what they are. */
export function classCosts(proof: Headlined): readonly { readonly of: FailureClass; readonly cost: ClassCost }[] {
  return OBJECTIVE_CLASSES.filter((of) => proof.failures.some(({ kind }) => kind === of)).map((of) => ({
    of,
    cost: costOf(
      proof.failures.filter(({ kind }) => kind === of).flatMap(({ verdicts }) => verdicts.filter(isMissed)),
      new Set(proof.accepted.filter(({ failure }) => failure === of).map(({ thing }) => thing)),
    ),
  }));
}

function isMissed({ moot }: VerdictInFile): boolean {
  return moot !== true;
}

function costOf(verdicts: readonly VerdictInFile[], accepted: ReadonlySet<string>): ClassCost {
  const held = verdicts.filter(({ thing }) => !accepted.has(thing));
  const excepted = verdicts.filter(({ thing }) => accepted.has(thing));
  const slowest = back(held);
  return {
    data: [...dataOf(held, false), ...dataOf(excepted, true)],
    service: [...(slowest === undefined ? [] : [slowest]), ...away(held, false), ...slower(excepted, slowest)],
  };
}

/** Each thing under the worst that becomes of its data. */
function dataOf(verdicts: readonly VerdictInFile[], accepted: boolean): readonly Fared[] {
  const all = verdicts.filter(({ data, lossSeconds }) => data === 'lost' && lossSeconds === undefined);
  const some = verdicts.filter((each) => each.data === 'lost' && !has(all, each));
  const risk = verdicts.filter((each) => each.data === 'at risk' && !has(all, each) && !has(some, each));
  return [...byLoss(some, accepted), ...fared('lost-all', all, accepted), ...fared('at-risk', risk, accepted)];
}

/** Those that lose as much, the most first: who keeps a copy of a quarter of an hour is not told of etcd's. */
function byLoss(verdicts: readonly VerdictInFile[], accepted: boolean): readonly Fared[] {
  const loss = ({ lossSeconds = 0 }: VerdictInFile) => lossSeconds;
  const worst = (each: VerdictInFile) => Math.max(...verdicts.filter(({ thing }) => thing === each.thing).map(loss));
  const losses = [...new Set(verdicts.map(worst))].sort((a, b) => b - a);
  return losses.flatMap((most) =>
    fared(
      'lost',
      verdicts.filter((each) => worst(each) === most),
      accepted,
      loss,
    ),
  );
}

/** The longest time until what is held to the objective is back; undefined where nothing of it returns, or exists. */
function back(verdicts: readonly VerdictInFile[]): Fared | undefined {
  const gone = verdicts.filter(({ withinSeconds }) => withinSeconds === undefined);
  const returning = verdicts.filter((each) => !has(gone, each));
  if (returning.length === 0)
    return gone.length > 0 ? undefined : { fate: 'back', things: [], accepted: false, seconds: 0 };
  const byPlan = returning.filter(({ recovery }) => recovery === 'human');
  return fared(byPlan.length > 0 ? 'by-plan' : 'back', returning, false, within)[0];
}

function away(verdicts: readonly VerdictInFile[], accepted: boolean): readonly Fared[] {
  return fared(
    'away',
    verdicts.filter(({ withinSeconds }) => withinSeconds === undefined),
    accepted,
  );
}

/** Accepted risks whose service returns later than all else, or by people where all else returns by itself. */
function slower(verdicts: readonly VerdictInFile[], than: Fared | undefined): readonly Fared[] {
  const gone = away(verdicts, true);
  const returning = verdicts.filter(({ thing }) => !gone.some(({ things }) => things.includes(thing)));
  const byPlan = returning.filter((each) => each.recovery === 'human');
  const alone = returning.filter((each) => !has(byPlan, each));
  const isLater = (each: VerdictInFile) => than === undefined || within(each) > than.seconds;
  return [
    ...fared('back', alone.filter(isLater), true, within),
    ...fared('by-plan', than?.fate === 'by-plan' ? byPlan.filter(isLater) : byPlan, true, within),
    ...gone,
  ];
}

function within({ withinSeconds = 0 }: VerdictInFile): number {
  return withinSeconds;
}

function has(verdicts: readonly VerdictInFile[], { thing }: VerdictInFile): boolean {
  return verdicts.some((each) => each.thing === thing);
}

function fared(
  fate: Fate,
  verdicts: readonly VerdictInFile[],
  accepted: boolean,
  of: (verdict: VerdictInFile) => number = () => 0,
): readonly Fared[] {
  if (verdicts.length === 0) return [];
  const things = [...new Set(verdicts.map(({ thing }) => thing))];
  return [{ fate, things, accepted, seconds: Math.max(...verdicts.map(of)) }];
}
