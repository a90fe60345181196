import type { Comparison } from '../judge/comparison';
import { LIMITS, MEMORY } from '../judge/limits';
import { failedRequests, type Round, unserved, worstGap } from '../judge/round';
import { seconds } from '../judge/seconds';
import type { Summary } from '../judge/summary';
import { sameWords, sayVerdict, sayWords } from '../judge/verdict';
import { sayReaction } from './reactions';
import type { DrillRecord, WorldRecord } from './record';

/** The record for people. */
export function markdown(record: DrillRecord): string {
  const { rounds, summaries, comparisons, breaches, worlds, load } = record;
  return [
    `# HA drill of ${record.begun}: ${record.outcome}`,
    `${rounds.length} kills in ${minutes(record.took)}, \`${record.command}\`.`,
    breaches.length === 0
      ? 'Every limit was kept.'
      : `Limits that were not kept:\n\n${breaches.map((breach) => `- ${breach}`).join('\n')}`,
    ...(record.leftOut.length === 0 ? [] : [`Left out for want of time: ${record.leftOut.join(', ')}.`]),
    '## By failure',
    byKind(summaries),
    '"Longest gap" is the longest time between two acknowledged writes of a client that the failure should not stop.',
    '## Predicted and measured',
    'What is predicted was read from the `proof.json` of each world, which was written before anything was killed. A time that is predicted must lie above every gap that was measured, and below 3 × their median + 5 s once there are three.',
    table(['failure', 'times', 'longest gap', 'predicted', 'median gap', '3 × median + 5 s'], summaries.map(timesRow)),
    'The words of each failure, as users of a site find them. Of several kills the worst word counts, since the proof judges the worst place in which the leader may be; they must be the same once all kills of a failure were done. "at risk" would count as "safe": such data is not lost from the state in which a kill begins. A host and a site are proved as lost with their disks; here only a host that is replaced loses its own.',
    table(['world', 'failure', 'from', 'times', 'predicted', 'measured, at worst', ''], comparisons.map(comparisonRow)),
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
        'processors in use',
      ],
      rounds.map(roundRow),
    ),
    '## Verdicts of each kill',
    table(['#', 'kill', 'from', 'predicted', 'measured'], rounds.flatMap(viewRows)),
    '## Worlds',
    ...worlds.map(worldSection),
    '## Versions',
    `The machine's load average was ${load.begin.toFixed(1)} at the begin and ${load.end.toFixed(1)} at the end.`,
    table(['program', 'version'], Object.entries(record.versions)),
    '## What this does not prove',
    record.notProven.map((text) => `- ${text}`).join('\n'),
    '',
  ].join('\n\n');
}

/** A line for each kind of fault: how often, and the medians and maxima. */
export function byKind(summaries: readonly Summary[]): string {
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
    summaries.map(kindRow),
  );
}

function kindRow(summary: Summary): readonly string[] {
  const { kind, title, times, predicted, median, maximum, limit, longestReturn } = summary;
  return [
    title,
    String(times),
    median === undefined ? 'stopped' : seconds(median),
    maximum === undefined ? 'stopped' : seconds(maximum),
    limit === undefined ? (LIMITS[kind].noFailure === true ? '0 failed' : '') : seconds(limit),
    predicted === undefined ? '' : `≤ ${seconds(predicted)}`,
    String(summary.failedRequests),
    String(summary.lostWrites),
    String(summary.acceptedWithoutQuorum),
    longestReturn === undefined ? '' : seconds(longestReturn),
  ];
}

function timesRow({ title, times, maximum, predicted, median, ceiling }: Summary): readonly string[] {
  const time = (milliseconds: number | undefined) => (milliseconds === undefined ? '' : seconds(milliseconds));
  return [title, String(times), time(maximum), time(predicted), time(median), time(ceiling)];
}

function comparisonRow({
  world,
  failure,
  from,
  times,
  predicted,
  measured,
  isComplete,
}: Comparison): readonly string[] {
  const same = !isComplete ? 'not all kills done' : sameWords(predicted, measured) ? 'the same' : 'other';
  return [world, failure, from, String(times), sayWords(predicted), sayWords(measured), same];
}

function roundRow(round: Round): readonly string[] {
  const { number, world, fault, target, lost, recoveries, busy } = round;
  const gap = worstGap(round);
  const row = [world, fault, target, gap === undefined ? 'stopped' : seconds(gap), failedRequests(round), lost.length];
  const back = recoveries.map(({ what, took, allowed }) => `${what} ${seconds(took)} of ${seconds(allowed)}`);
  const resumed = unserved(round).map(
    ({ name, resumed: after }) => `${name} ${after === undefined ? 'never' : seconds(after)}`,
  );
  return [String(number), ...row.map(String), resumed.join(', '), back.join(', '), `${Math.round(busy * 100)} %`];
}

function viewRows({ number, fault, views }: Round): readonly (readonly string[])[] {
  return views.map(({ from, expected, measured }) => [
    String(number),
    fault,
    from,
    sayVerdict(expected),
    sayVerdict(measured),
  ]);
}

function worldSection(world: WorldRecord): string {
  const { name, title, made, took, files, memory, writes, members, proof, reactions } = world;
  return [
    `### ${name}: ${title}`,
    `${made}; ready after ${seconds(took)}. Host files: sha256 ${files}. Memory: at most ${memory.toFixed(0)} MiB of ${MEMORY}.`,
    `${writes.acknowledged} of ${writes.sent} writes acknowledged. Of these, at the end, missing on each member: ${members.map((member) => `${member.name} ${member.missing}`).join(', ') || 'not looked at'}.`,
    `The timers that its proof, ${proof}, adds up, each at its longest:\n\n${reactions.map((each) => `- ${sayReaction(each)}`).join('\n')}`,
  ].join('\n\n');
}

function minutes(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
