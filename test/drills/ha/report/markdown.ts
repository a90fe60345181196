import { median } from '../judge/gaps';
import { KINDS, type Kind } from '../judge/kinds';
import { LIMITS, MEMORY, seconds } from '../judge/limits';
import { type Round, unserved, worstGap } from '../judge/round';
import { sayWords } from '../judge/words';
import type { DrillRecord, WorldRecord } from './record';

/** The record for people. */
export function markdown(record: DrillRecord): string {
  const { rounds, breaches, worlds } = record;
  return [
    `# HA drill of ${record.begun}: ${record.outcome}`,
    `${rounds.length} kills in ${minutes(record.took)}, \`${record.command}\`.`,
    breaches.length === 0
      ? 'Every limit was kept.'
      : `Limits that were not kept:\n\n${breaches.map((breach) => `- ${breach}`).join('\n')}`,
    ...(record.leftOut.length === 0 ? [] : [`Left out for want of time: ${record.leftOut.join(', ')}.`]),
    '## By failure',
    byKind(rounds),
    '"Longest gap" is the longest time between two acknowledged writes of a client that the failure should not stop. "Predicted" is the sum of the timers below: at most that long by design.',
    '## Each kill',
    table(
      [
        '#',
        'world',
        'kill',
        'target',
        'gap',
        'failed',
        'lost',
        'stopped clients served after the repair',
        'back, of what is allowed',
      ],
      rounds.map(roundRow),
    ),
    '## Verdicts, expected and measured',
    table(['#', 'kill', 'from', 'expected', 'measured'], rounds.flatMap(viewRows)),
    '## Worlds',
    ...worlds.map(worldSection),
    '## Versions',
    `The machine's load average at the begin was ${record.load.toFixed(1)}.`,
    table(['program', 'version'], Object.entries(record.versions)),
    '## What this does not prove',
    record.notProven.map((text) => `- ${text}`).join('\n'),
    '',
  ].join('\n\n');
}

/** A line for each kind of failure: how often, and the medians and maxima. */
export function byKind(rounds: readonly Round[]): string {
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => rounds.some((round) => round.kind === kind));
  return table(
    [
      'failure',
      'times',
      'median gap',
      'longest gap',
      'limit',
      'predicted',
      'failed requests',
      'lost',
      'accepted without quorum',
      'longest return',
    ],
    kinds.map((kind) =>
      kindRow(
        kind,
        rounds.filter((round) => round.kind === kind),
      ),
    ),
  );
}

function kindRow(kind: Kind, rounds: readonly Round[]): readonly string[] {
  const gaps = rounds.flatMap((round) => worstGap(round) ?? []);
  const limit = LIMITS[kind];
  const middle = median(gaps);
  const accepted = sum(
    rounds.map((round) => round.probes.accepted + sum(unserved(round).map((client) => client.acknowledgedMeanwhile))),
  );
  return [
    KINDS[kind],
    String(rounds.length),
    middle === undefined ? 'stopped' : seconds(middle),
    gaps.length === 0 ? 'stopped' : seconds(Math.max(...gaps)),
    limit.gap === undefined ? (limit.noFailure === true ? '0 failed' : '') : seconds(limit.gap),
    predictions(rounds),
    String(sum(rounds.map(failures))),
    String(sum(rounds.map(({ lost }) => lost.length))),
    String(accepted),
    seconds(Math.max(0, ...rounds.flatMap(({ returns }) => returns.map(({ took }) => took)))),
  ];
}

function roundRow(round: Round): readonly string[] {
  const { number, world, kill, target, lost, returns } = round;
  const gap = worstGap(round);
  const row = [world, kill, target, gap === undefined ? 'stopped' : seconds(gap), failures(round), lost.length];
  const back = returns.map(({ what, took, allowed }) => `${what} ${seconds(took)} of ${seconds(allowed)}`);
  const resumed = unserved(round).map(
    ({ name, resumed: after }) => `${name} ${after === undefined ? 'never' : seconds(after)}`,
  );
  return [String(number), ...row.map(String), resumed.join(', '), back.join(', ')];
}

function viewRows({ number, kill, views }: Round): readonly (readonly string[])[] {
  return views.map(({ from, expected, measured }) => [
    String(number),
    kill,
    from,
    sayWords(expected),
    sayWords(measured),
  ]);
}

function worldSection(world: WorldRecord): string {
  const { name, title, made, took, files, memory, writes, members, timers } = world;
  const lines = Object.entries(timers).flatMap(([kind, found]) =>
    found.length === 0
      ? []
      : [`- ${KINDS[kind as Kind]}: ${found.map((timer) => `${timer.name} ${seconds(timer.limit)}`).join(' + ')}`],
  );
  return [
    `### ${name}: ${title}`,
    `${made}; ready after ${seconds(took)}. Host files: sha256 ${files}. Memory: at most ${memory.toFixed(0)} MB of ${MEMORY}.`,
    `${writes.acknowledged} of ${writes.sent} writes acknowledged. Of these, at the end, missing on each member: ${members.map((member) => `${member.name} ${member.missing}`).join(', ') || 'not looked at'}.`,
    `Timers, each at its longest:\n${lines.join('\n')}`,
  ].join('\n\n');
}

function predictions(rounds: readonly Round[]): string {
  const found = rounds.flatMap(({ predicted }) => predicted ?? []);
  return found.length === 0 ? '' : `≤ ${seconds(Math.max(...found))}`;
}

function failures({ clients }: Round): number {
  return sum(clients.map(({ failed, failedReads }) => failed + failedReads));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function minutes(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
