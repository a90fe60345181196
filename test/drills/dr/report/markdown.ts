import type { Write } from '../clients/log';
import { LIMITS } from '../judge/limits';
import type { Held, Round } from '../judge/round';
import type { DrillRecord } from './record';

/** The record for people. */
export function markdown(record: DrillRecord): string {
  const { begun, outcome, rounds, breaches, command, took, size, rpo, interval, notProven } = record;
  return [
    `# DR drill of ${begun}: ${outcome}`,
    `${rounds.length} cities lost in ${Math.round(took / 60_000)} min, \`${command}\`: ${size.objects} objects, ${size.rows} rows, a TTL of 30 s, a snapshot every ${interval} s. Declared loss: ${rpo} s.`,
    breaches.length === 0
      ? 'Every limit was kept.'
      : `Limits that were not kept:\n\n${breaches.map((breach) => `- ${breach.replaceAll('\n', ' ')}`).join('\n')}`,
    '## Each round',
    table(
      [
        '#',
        'fault',
        'RTO of users of the API',
        'of the database',
        'API after the fence',
        'database',
        'lost writes (API, database)',
        'deletes that came back',
        'taken on both sides',
        'taken after the return',
        'processors in use',
      ],
      rounds.map(roundRow),
    ),
    `RTO: from the loss to the first write of a client behind a caching resolver; at most ${said(LIMITS.rto.maximum)}, half of them ${said(LIMITS.rto.median)}. After the fence: until the first write of a client beside the new side; at most ${said(LIMITS.afterFence.api)} and ${said(LIMITS.afterFence.database)}.`,
    '## Tried beside it',
    table(
      ['what', 'want', 'found'],
      rounds.flatMap(({ trials }) => trials.map(({ what, want, found }) => [what, want, found])),
    ),
    '## Steps of the plan, in seconds',
    steps(rounds),
    '## What was lost, and what came back',
    ...rounds.flatMap((round) => round.held.map((held) => losses(round, held))),
    '## Versions',
    table(['program', 'version'], Object.entries(record.versions)),
    '## What this does not prove',
    notProven.map((text) => `- ${text}`).join('\n'),
    '',
  ].join('\n\n');
}

function roundRow({ number, fault, seen, held, afterReturn, busy }: Round): readonly string[] {
  const rto = (holder: string) => said(seen.find((each) => each.holder === holder)?.served);
  const of = (holder: string) => held.find((each) => each.holder === holder);
  return [
    String(number),
    fault,
    rto('api'),
    rto('database'),
    said(of('api')?.afterFence),
    said(of('database')?.afterFence),
    `${of('api')?.lost.length ?? '?'}, ${of('database')?.lost.length ?? '?'}`,
    held.map(({ returned }) => returned.length).join(', '),
    held.map(({ both }) => both.length).join(', '),
    String(afterReturn),
    `${Math.round(busy * 100)} %`,
  ];
}

function steps(rounds: readonly Round[]): string {
  const names = [...new Set(rounds.flatMap((round) => round.steps.map(({ step }) => step)))];
  const head = ['step', ...rounds.map(({ number, fault }) => `${number} ${fault}`)];
  return table(
    head,
    names.map((name) => [
      name,
      ...rounds.map((round) => {
        const found = round.steps.findLast(({ step }) => step === name);
        return found === undefined ? '' : `${found.seconds}${found.outcome === 'done' ? '' : ` ${found.outcome}`}`;
      }),
    ]),
  );
}

function losses(
  { number, fault, recordedLoss }: Round,
  { holder, lost, returned, acknowledged, secondsLost, lastOld, firstNew }: Held,
): string {
  const between =
    lastOld === undefined || firstNew === undefined
      ? ''
      : ` The old side took its last write ${said(firstNew - lastOld)} before the new side's first.`;
  return [
    `Round ${number} (${fault}), ${holder}: of ${acknowledged} acknowledged writes ${lost.length} are lost, the first of them ${secondsLost.toFixed(1)} s before the loss${holder === 'api' && recordedLoss !== undefined ? ` (the plan measured ${recordedLoss} s)` : ''}; ${returned.length} deletes came back.${between}`,
    ...(lost.length === 0 ? [] : [`Lost: ${names(lost)}.`]),
    ...(returned.length === 0 ? [] : [`Came back: ${names(returned)}.`]),
  ].join('\n');
}

function names(writes: readonly Write[]): string {
  return writes.map(({ object }) => `\`${object}\``).join(', ');
}

function said(milliseconds: number | undefined): string {
  return milliseconds === undefined ? 'never' : `${(milliseconds / 1000).toFixed(1)} s`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
