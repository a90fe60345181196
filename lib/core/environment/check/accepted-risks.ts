import { isFields, isListOf, isText, type Problems, show } from '../../../errors';
import type { AcceptedRisk } from '../accepted-risk';
import { checkObjective, FAILURES } from './objectives';

const FIELDS: readonly string[] = ['of', 'failure', 'objective', 'reason'] satisfies readonly (keyof AcceptedRisk)[];

/** An auditor reads it: a word is none. */
const SHORTEST_REASON = 10;

/** Checks what an environment does not promise for some things. Whether these exist is seen when it is proved. */
export function checkAcceptedRisks(risks: unknown, problems: Problems): void {
  if (risks === undefined) return;
  const listed = isListOf(risks, () => true);
  const list: readonly unknown[] = listed ? risks : [risks];
  const seen = new Set<string>();
  list.forEach((risk, index) => {
    const at = listed ? `acceptedRisks[${index}]` : 'acceptedRisks';
    const fields = problems.check(listed && isFields(risk), {
      at,
      got: risk,
      want: 'a list of accepted risks',
      fix: "for example `[{ of: 'logs', failure: 'site', reason: 'why the bank accepts it' }]`",
    });
    if (fields && isFields(risk)) checkRisk(risk, at, seen, problems);
  });
}

function checkRisk(risk: Readonly<Record<string, unknown>>, at: string, seen: Set<string>, problems: Problems): void {
  const { of, failure, objective, reason } = risk;
  for (const field of Object.keys(risk).filter((key) => !FIELDS.includes(key))) {
    const fix = 'remove it, or correct its name';
    problems.add({ at: `${at}.${show(field)}`, got: risk[field], want: `one of ${FIELDS.join(', ')}`, fix });
  }
  const named = problems.check(isText(of) && of.trim() === of && !/[\n\r]/.test(of), {
    at: `${at}.of`,
    got: of,
    want: 'the name of a thing of the proof',
    fix: 'for example `logs`; facts.json and the report name all of them',
  });
  const known = problems.check(typeof failure === 'string' && FAILURES.includes(failure), {
    at: `${at}.failure`,
    got: failure,
    want: `one of ${FAILURES.join(', ')}`,
    fix: 'say for which class of failures the risk is accepted',
  });
  problems.check(isText(reason) && reason.trim().length >= SHORTEST_REASON && !/[\n\r]/.test(reason), {
    at: `${at}.reason`,
    got: reason,
    want: 'a sentence, on one line, that an auditor accepts',
    fix: 'say why the bank accepts it, and what stands against it',
  });
  if (objective !== undefined) checkObjective(objective, `${at}.objective`, problems);
  if (!named || !known) return;
  const key = `${String(of)} ${String(failure)}`;
  problems.check(!seen.has(key), {
    at,
    got: `${key} once more`,
    want: 'one entry for a thing and a class of failures',
    fix: 'remove one of the two',
  });
  seen.add(key);
}
