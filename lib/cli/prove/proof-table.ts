import { type ObjectiveInFile, type ProofFile, summary, time } from '../../engines/proof';
import { VERDICT_HEADINGS, verdictCells } from './cells';
import type { Paint } from './paint';
import { type Cell, table } from './table';
import { byKind, isTwo, type KindRow } from './worst';

const TWO = 'Of two failures only what neither does alone is shown.';

/** What an environment survives: the worst of each kind of failure for each thing, and what does not hold. */
export function proofTable(proof: ProofFile, paint: Paint): string {
  const { environment, things, failures, breaches, sharedFates, accepted, assumptions } = proof;
  const rows = byKind(proof).flatMap(kindRows);
  const count = `${things.length} ${things.length === 1 ? 'thing' : 'things'}`;
  return [
    `${paint(`${environment}: ${count}`, 'bold')}; ${objectivesHeld(proof, paint)}\n`,
    `${lines(summary(proof))}\n`,
    table(['failures', 'things', ...VERDICT_HEADINGS], rows, paint),
    failures.some(({ kind }) => isTwo(kind)) ? `\n  ${paint(TWO, 'dim')}\n` : '',
    section(
      'Broken objectives',
      breaches.map(({ failure, count, thing, alsoBreaks, got, want, because, fix }) => {
        const others = count > 1 ? ` (one of ${count})` : '';
        const also = alsoBreaks.length > 0 ? `; the same for ${alsoBreaks.join(', ')}` : '';
        return `${thing} without ${failure}${others}: got ${got} (${because}${also}), want ${want}; fix: ${fix}`;
      }),
      paint,
    ),
    section(
      'Shared fates',
      sharedFates.map(({ thing, place, because, fix }) => `${thing} in ${place}: ${because}; fix: ${fix}`),
      paint,
    ),
    section(
      'Accepted risks',
      accepted.map(
        ({ thing, failure, objective, reason }) => `${thing} without a ${failure}: ${instead(objective)}; ${reason}`,
      ),
      paint,
    ),
    section('Taken for granted', assumptions, paint),
  ].join('');
}

/** A sentence, a line for each of its parts. */
function lines(text: string): string {
  return text
    .split('; ')
    .map((part, index) => `  ${index === 0 ? '' : '  '}${part}\n`)
    .join('');
}

function objectivesHeld({ objectives, breaches, accepted }: ProofFile, paint: Paint): string {
  const broken = [...new Set(breaches.map(({ objective }) => objective))];
  if (broken.length > 0) return paint(`broken objectives: ${broken.join(', ')}`, 'red');
  const classes = Object.keys(objectives);
  if (classes.length === 0) return 'no objectives are set';
  const excepted = new Set<string>(accepted.map(({ failure }) => failure));
  const kept = classes.map((each) => (excepted.has(each) ? `${each} (with exceptions)` : each)).join(', ');
  return paint(`kept objectives: ${kept}`, excepted.size === 0 ? 'green' : 'yellow');
}

function kindRows({ kind, count, groups }: KindRow): readonly (readonly Cell[])[] {
  const name = { text: count === undefined ? kind : `${kind} (${count})` };
  if (groups.length === 0) return [[name, { text: 'none', colour: 'dim' }, ...EMPTY]];
  return groups.map(({ things, verdict }, index) => [
    index === 0 ? name : { text: '' },
    { text: things.join(', ') },
    ...verdictCells(verdict),
  ]);
}

const EMPTY: readonly Cell[] = VERDICT_HEADINGS.map(() => ({ text: '' }));

/** What holds in place of the objective. */
function instead(objective: ObjectiveInFile | undefined): string {
  if (objective === undefined) return 'nothing is promised';
  const { rpoSeconds, rtoSeconds } = objective;
  const loss = rpoSeconds === 0 ? 'no data lost' : `at most ${time(rpoSeconds)} of data lost`;
  return `${loss}, back within ${time(rtoSeconds)}`;
}

function section(title: string, lines: readonly string[], paint: Paint): string {
  return lines.length === 0 ? '' : `\n${paint(title, 'bold')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
