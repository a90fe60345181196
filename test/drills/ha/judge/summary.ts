import { median } from './gaps';
import { FAULT_KINDS, type FaultKind } from './fault-kind';
import { LIMITS } from './limits';
import { failedRequests, type Round, unserved, worstGap } from './round';

/** What all faults of one kind came to. Times are milliseconds. */
export interface Summary {
  readonly kind: FaultKind;
  readonly title: string;
  readonly times: number;
  /** The longest time that the proof predicts for one of them; undefined where nothing recovers by itself. */
  readonly predicted: number | undefined;
  /** Of each fault's longest gap; undefined where it stopped all clients. */
  readonly median: number | undefined;
  readonly maximum: number | undefined;
  /** What a prediction must stay under to be of use: 3 × the median + 5 s; undefined with fewer than three gaps. */
  readonly ceiling: number | undefined;
  /** Longest gap allowed; undefined where none is set. */
  readonly limit: number | undefined;
  readonly failedRequests: number;
  readonly lostWrites: number;
  readonly acceptedWithoutQuorum: number;
  readonly longestReturn: number | undefined;
}

/** Gaps from which a median says something. */
const ENOUGH = 3;
/** Milliseconds by which a prediction may lie above a multiple of the median. */
const SLACK = 5_000;

/** By kind, in the order of the kinds; those that did not happen are left out. */
export function summaries(rounds: readonly Round[]): readonly Summary[] {
  return (Object.keys(FAULT_KINDS) as FaultKind[]).flatMap((kind) => {
    const own = rounds.filter((round) => round.kind === kind);
    return own.length === 0 ? [] : [summary(kind, own)];
  });
}

function summary(kind: FaultKind, rounds: readonly Round[]): Summary {
  const gaps = rounds.flatMap((round) => worstGap(round) ?? []);
  const middle = median(gaps);
  return {
    kind,
    title: FAULT_KINDS[kind],
    times: rounds.length,
    predicted: longest(rounds.flatMap(({ predicted }) => predicted ?? [])),
    median: middle,
    maximum: longest(gaps),
    ceiling: middle === undefined || gaps.length < ENOUGH ? undefined : 3 * middle + SLACK,
    limit: LIMITS[kind].gap,
    failedRequests: sum(rounds.map(failedRequests)),
    lostWrites: sum(rounds.map(({ lost }) => lost.length)),
    acceptedWithoutQuorum: sum(rounds.map(acceptedWithoutQuorum)),
    longestReturn: longest(rounds.flatMap(({ recoveries }) => recoveries.map(({ took }) => took))),
  };
}

function acceptedWithoutQuorum(round: Round): number {
  return round.probes.accepted + sum(unserved(round).map(({ acknowledgedMeanwhile }) => acknowledgedMeanwhile));
}

function longest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.max(...times);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
