import { type FailureInFile, type ProofFile, sumText, time, type VerdictInFile } from '../../engines/proof';
import { brokenBy } from './broken';
import { isUntouched, VERDICT_HEADINGS, verdictCells } from './cells';
import type { Paint } from './paint';
import { table } from './table';

/** What one failure does to each thing of an environment, and why. */
export function failureTable(proof: ProofFile, failure: FailureInFile, paint: Paint): string {
  const { kind, name, verdicts } = failure;
  const touched = verdicts.filter((verdict) => !isUntouched(verdict)).sort(byMoot);
  const rows = touched.map((verdict) => [{ text: verdict.thing }, ...verdictCells(verdict), { text: why(verdict) }]);
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

/** The reason, and below it what the time is the sum of. */
function why(verdict: VerdictInFile): string {
  const sum = sumText(verdict, time);
  return sum === undefined ? verdict.because : `${verdict.because}\n${sum}`;
}
