import { type FailureInFile, type ProofFile, sumText, time, type VerdictInFile } from '../../engines/proof';
import { brokenBy } from './broken';
import { isUntouched, VERDICT_HEADINGS, verdictCells } from './cells';
import type { Paint } from './paint';
import { table } from './table';

/** What one failure does to each thing of an environment, and why. */
export function failureTable(proof: ProofFile, failure: FailureInFile, paint: Paint): string {
  const { kind, name, verdicts } = failure;
  const touched = verdicts.filter((verdict) => !isUntouched(verdict)).sort(byMoot);
  const above = new Map<string, string>();
  const rows = touched.map((verdict) => [
    { text: verdict.thing },
    ...verdictCells(verdict),
    { text: why(verdict, above) },
  ]);
  const others = verdicts.filter(isUntouched).map(({ thing }) => thing);
  const broken = brokenBy(proof, failure).map(({ thing }) => thing);
  return [
    `${paint(`${proof.environment}: ${name}`, 'bold')}\n\n`,
    rows.length > 0 ? table(['thing', ...VERDICT_HEADINGS, 'because'], rows, paint) : '',
    others.length > 0 ? `\n  untouched: ${others.join(', ')}\n` : '',
    broken.length > 0 ? `\n  ${paint(`breaks the objective for a ${kind}: ${broken.join(', ')}`, 'red')}\n` : '',
  ].join('');
}

/** What nobody is left to miss comes last. */
function byMoot(a: VerdictInFile, b: VerdictInFile): number {
  return Number(a.moot === true) - Number(b.moot === true);
}

/** The reason, and what the time is the sum of; one that stands above already, with its thing, is not told again. */
function why(verdict: VerdictInFile, above: Map<string, string>): string {
  const { because, thing, withinSeconds = 0 } = verdict;
  const sum = sumText(verdict, time);
  if (sum === undefined) return because;
  const before = above.get(sum);
  if (before === undefined) above.set(sum, thing);
  return `${because}\n${before === undefined ? sum : `${time(withinSeconds)}: as for ${before}`}`;
}
