import { median } from './gaps';
import { FAULT_KINDS, type FaultKind } from './fault-kind';
import { type Round, served, unserved, worstGap } from './round';
import { seconds } from './seconds';
import { isWorse, sayVerdict } from './verdict';

/** What a fault of a kind may cost, in milliseconds. */
interface Limit {
  /** Longest gap in the writes of a client that the failure should not stop. */
  readonly gap?: number;
  /** Median of the longest gaps. */
  readonly median?: number;
  /** From the repair to the first write of a client that had to wait for it. @default - what the slowest return may take */
  readonly resumed?: number;
  /** Whether not even one request may fail. */
  readonly noFailure?: boolean;
}

export const LIMITS: Readonly<Record<FaultKind, Limit>> = {
  host: { gap: 8_000, median: 5_500 },
  replacement: { gap: 8_000 },
  'api-server': { gap: 3_000 },
  haproxy: { gap: 5_000 },
  keepalived: { gap: 5_000 },
  site: { gap: 8_000 },
  link: { gap: 12_000, resumed: 12_000 },
  restart: { noFailure: true },
  // The limit of a return counts the peers that do not answer at the start.
  majority: {},
  'cold-start': {},
};

/** MiB that a world may take. */
export const MEMORY = 3 * 1024;

/** Everything that a drill promised and did not keep; empty when it passed. */
export function breaches(rounds: readonly Round[]): readonly string[] {
  return [...rounds.flatMap(ofRound), ...medians(rounds)];
}

function ofRound(round: Round): readonly string[] {
  const found = [
    ...(round.error === undefined ? [] : [round.error]),
    ...round.lost.map((write) => `acknowledged write lost: ${write}`),
    ...round.unknown.map((object) => `${object} is stored, and nobody wrote it`),
    ...gaps(round),
    ...withoutQuorum(round),
    ...ofReturn(round),
    ...verdicts(round),
  ];
  return found.map((text) => `${title(round)}: ${text}`);
}

function gaps(round: Round): readonly string[] {
  const { gap: limit, noFailure = false } = LIMITS[round.kind];
  return served(round).flatMap(({ name, gap, open, failed, failedReads }) => [
    ...(open ? [`${name} was never served again`] : []),
    ...(limit !== undefined && gap > limit
      ? [`${name} waited ${seconds(gap)} for a write, want at most ${seconds(limit)}`]
      : []),
    ...(noFailure && failed + failedReads > 0 ? [`${failed + failedReads} requests of ${name} failed, want none`] : []),
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

/** To find it better than the worst that the arithmetic allows is no fault. */
function verdicts({ views }: Round): readonly string[] {
  return views
    .filter(({ expected, measured }) => isWorse(measured.availability, expected.availability))
    .map(({ from, expected, measured }) => `from ${from} ${sayVerdict(measured)}, expected ${sayVerdict(expected)}`);
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
