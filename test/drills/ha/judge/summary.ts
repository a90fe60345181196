import { median } from './gaps';
import { FAULT_KINDS, type FaultKind } from './fault-kind';
import { LIMITS } from './limits';
import { failedRequests, type Round, unserved, worstGap } from './round';

/** What all faults of one kind came to. Times are milliseconds. */
export interface Summary {
  readonly kind: FaultKind;
  readonly title: string;
  readonly times: number;
  /** Sum of the timers, of the world where it is longest; undefined where nothing recovers by itself. */
  readonly predicted: number | undefined;
  /** Of each fault's longest gap; undefined where it stopped all clients. */
  readonly median: number | undefined;
  readonly maximum: number | undefined;
  /** Longest gap allowed; undefined where none is set. */
  readonly limit: number | undefined;
  readonly failedRequests: number;
  readonly lostWrites: number;
  readonly acceptedWithoutQuorum: number;
  readonly longestReturn: number | undefined;
}

/** By kind, in the order of the kinds; those that did not happen are left out. */
export function summaries(rounds: readonly Round[]): readonly Summary[] {
  return (Object.keys(FAULT_KINDS) as FaultKind[]).flatMap((kind) => {
    const own = rounds.filter((round) => round.kind === kind);
    return own.length === 0 ? [] : [summary(kind, own)];
  });
}

function summary(kind: FaultKind, rounds: readonly Round[]): Summary {
  const gaps = rounds.flatMap((round) => worstGap(round) ?? []);
  return {
    kind,
    title: FAULT_KINDS[kind],
    times: rounds.length,
    predicted: longest(rounds.flatMap(({ predicted }) => predicted ?? [])),
    median: median(gaps),
    maximum: longest(gaps),
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
