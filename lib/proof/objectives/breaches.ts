import { type Environment, type Objective, OBJECTIVE_CLASSES, type Objectives } from '../../core';
import { hostFailures, wholeFailures } from '../failure/list';
import type { Loss } from '../failure/loss';
import type { Model } from '../model/model';
import type { Breach, Outcome, ThingVerdict } from '../proof';
import { mendData, mendService } from './mend';
import { sayPlacement } from './placement';
import { sayData, sayService, sayTime } from './say';

/** One thing that breaks a promise in one failure. */
interface Broken {
  readonly promise: 'rpo' | 'rto';
  readonly outcome: Outcome;
  readonly verdict: ThingVerdict;
  readonly objective: Objective;
}

/**
 * Every promise of an environment that a failure of its class breaks: each thing once in each class, with the first such
 * failure; things with one mend are told together.
 */
export function breachesOf(environment: Environment, model: Model, outcomes: readonly Outcome[]): readonly Breach[] {
  const losses = new Map(
    [...hostFailures(environment), ...wholeFailures(environment)].map((each) => [each.name, each]),
  );
  const found = OBJECTIVE_CLASSES.flatMap((kind) => {
    const broken = outcomes
      .filter((outcome) => outcome.kind === kind)
      .flatMap((outcome) => outcome.verdicts.flatMap((verdict) => brokenBy(environment, kind, outcome, verdict)));
    const roots = broken.filter((each) => !hasRoot(each, broken));
    const groups = new Map<string, Broken[]>();
    for (const each of roots) {
      const key = `${each.verdict.thing} ${each.promise}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    return [...groups.values()].flatMap((group) => breachOf(kind, group, broken, model, losses));
  });
  return together(found);
}

/** Breaches with one mend are one, told of the first thing. */
function together(breaches: readonly Breach[]): readonly Breach[] {
  const found = new Map<string, Breach>();
  for (const breach of breaches) {
    const { objective, promise, failure, got, want, fix, thing, alsoBreaks } = breach;
    const key = JSON.stringify([objective, promise, failure, got, want, fix]);
    const first = found.get(key);
    const others = first === undefined ? alsoBreaks : [...first.alsoBreaks, thing, ...alsoBreaks];
    found.set(key, { ...(first ?? breach), alsoBreaks: [...new Set(others)] });
  }
  return [...found.values()];
}

function brokenBy(
  environment: Environment,
  kind: keyof Objectives,
  outcome: Outcome,
  verdict: ThingVerdict,
): readonly Broken[] {
  const accepted = environment.acceptedRisks.find(({ of, failure }) => of === verdict.thing && failure === kind);
  const objective = accepted === undefined ? environment.objectives[kind] : accepted.objective;
  if (objective === undefined || verdict.moot === true) return [];
  const promises = [
    ...(keepsData(verdict, objective.rpo.toMilliseconds()) ? [] : (['rpo'] as const)),
    ...((verdict.within ?? Infinity) <= objective.rto.toMilliseconds() ? [] : (['rto'] as const)),
  ];
  return promises.map((promise) => ({ promise, outcome, verdict, objective }));
}

/** A promise of no loss needs every permitted state to keep all; one of some loss is about the state in which it starts. */
export function keepsData({ data, loss }: Pick<ThingVerdict, 'data' | 'loss'>, rpo: number): boolean {
  if (rpo === 0) return data === 'safe';
  return data !== 'lost' || (loss ?? Infinity) <= rpo;
}

/** What a thing needs breaks the same promise by the same failure: that one is told. */
function hasRoot({ promise, outcome, verdict }: Broken, broken: readonly Broken[]): boolean {
  if (verdict.root === undefined) return false;
  return broken.some(
    (each) => each.promise === promise && each.outcome === outcome && each.verdict.thing === verdict.root,
  );
}

function breachOf(
  kind: keyof Objectives,
  group: readonly Broken[],
  broken: readonly Broken[],
  model: Model,
  losses: ReadonlyMap<string, Loss>,
): readonly Breach[] {
  const [first] = group;
  if (first === undefined) return [];
  const { promise, outcome, verdict, objective } = first;
  const others = broken.filter((each) => each.promise === promise && each.verdict.root === verdict.thing);
  const subject = { kind, model, verdict, objective };
  return [
    {
      objective: kind,
      promise,
      failure: outcome.name,
      count: group.reduce((sum, each) => sum + each.outcome.count, 0),
      thing: verdict.thing,
      component: model.thing.get(verdict.thing)?.component ?? '',
      alsoBreaks: [...new Set(others.map((each) => each.verdict.thing))],
      got: promise === 'rpo' ? sayData(verdict) : sayService(verdict),
      want: promise === 'rpo' ? wantData(objective) : `service back within ${sayTime(objective.rto.toMilliseconds())}`,
      because: verdict.because,
      placement: sayPlacement(model, verdict.thing, losses.get(outcome.name)),
      fix: promise === 'rpo' ? mendData(subject) : mendService(subject),
    },
  ];
}

function wantData({ rpo }: Objective): string {
  return rpo.toMilliseconds() === 0
    ? 'no acknowledged data lost'
    : `at most ${sayTime(rpo.toMilliseconds())} of data lost`;
}
