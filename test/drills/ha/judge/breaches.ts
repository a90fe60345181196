import { otherWords, tooCautious, worseThanProved } from './against-proof';
import { FAULT_KINDS, type FaultKind } from './fault-kind';
import { median } from './gaps';
import { LIMITS } from './limits';
import { type Round, served, unserved, worstGap } from './round';
import { seconds } from './seconds';

/**
 * Everything that a drill promised and did not keep; empty when it passed.
 * @param finished names of the faults whose turns were all played
 */
export function breaches(rounds: readonly Round[], finished: readonly string[]): readonly string[] {
  return [...rounds.flatMap(ofRound), ...medians(rounds), ...otherWords(rounds, finished), ...tooCautious(rounds)];
}

function ofRound(round: Round): readonly string[] {
  const found = [
    ...(round.error === undefined ? [] : [round.error]),
    ...round.lost.map((write) => `acknowledged write lost: ${write}`),
    ...round.unknown.map((object) => `${object} is stored, and nobody wrote it`),
    ...gaps(round),
    ...withoutQuorum(round),
    ...ofReturn(round),
    ...worseThanProved(round),
  ];
  return found.map((text) => `${title(round)}: ${text}`);
}

function gaps(round: Round): readonly string[] {
  const { gap: limit, noFailure = false } = LIMITS[round.kind];
  return served(round).flatMap(({ name, gap, open, failed, failedReads, outcomes }) => [
    ...(open ? [`${name} was never served again`] : []),
    ...(limit !== undefined && gap > limit
      ? [`${name} waited ${seconds(gap)} for a write, want at most ${seconds(limit)}`]
      : []),
    ...(noFailure && failed + failedReads > 0
      ? [`${failed + failedReads} requests of ${name} failed (${outcomes.join(', ')}), want none`]
      : []),
  ]);
}

function withoutQuorum(round: Round): readonly string[] {
  const { sent, accepted } = round.probes;
  return [
    ...(accepted > 0 ? [`${accepted} of ${sent} writes were accepted by servers without a quorum`] : []),
    ...unserved(round)
      .filter(({ acknowledgedMeanwhile }) => acknowledgedMeanwhile > 0)
      .map(
        ({ name, acknowledgedMeanwhile }) =>
          `${acknowledgedMeanwhile} writes of ${name} were accepted without a quorum`,
      ),
  ];
}

function ofReturn(round: Round): readonly string[] {
  const allowances = round.recoveries.map(({ allowed }) => allowed);
  const limit = LIMITS[round.kind].resumed ?? (allowances.length === 0 ? undefined : Math.max(...allowances));
  return [
    ...round.recoveries
      .filter(({ took, allowed }) => took > allowed)
      .map(({ what, took, allowed }) => `${what} was back after ${seconds(took)}, want at most ${seconds(allowed)}`),
    ...unserved(round).flatMap(({ name, resumed }) => {
      if (resumed === undefined) return [`${name} was never served again`];
      if (limit === undefined || resumed <= limit) return [];
      return [`${name} was served ${seconds(resumed)} after the repair, want at most ${seconds(limit)}`];
    }),
  ];
}

function medians(rounds: readonly Round[]): readonly string[] {
  return (Object.keys(LIMITS) as FaultKind[]).flatMap((kind) => {
    const { median: limit } = LIMITS[kind];
    const found = median(rounds.filter((round) => round.kind === kind).flatMap((round) => worstGap(round) ?? []));
    if (limit === undefined || found === undefined || found <= limit) return [];
    return [
      `${FAULT_KINDS[kind]}: the median of the longest gaps is ${seconds(found)}, want at most ${seconds(limit)}`,
    ];
  });
}

function title({ number, world, fault, target }: Round): string {
  return `kill ${number} (${world}, ${fault}: ${target})`;
}
