import { isList, type Problems, show } from '../../errors';

/** DNS label (RFC 1123), shortened so that `<site>-<prefix>-<n>` still is one; CRUSH and node labels take it too. */
const NAME = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The elements of a list that the caller gave, without empty ones; anything but a list is a problem, and empty. */
export function items<T>(value: readonly T[] | undefined, problems: Problems, at: string, want: string): readonly T[] {
  const list = isList(value);
  problems.check(list, { at, got: value, want, fix: `give \`${at}\` as a list` });
  if (!list) return [];
  return value.filter((item, index) =>
    problems.check(item !== null && item !== undefined, {
      at: `${at}[${index}]`,
      got: item,
      want,
      fix: 'remove the empty element',
    }),
  );
}

/** What stands in a path: a name, or what was given in its place. */
export function label(name: unknown): string {
  return typeof name === 'string' && name !== '' ? name : `(${show(name)})`;
}

/** Checks the spelling of a name. */
export function checkName(name: unknown, problems: Problems, at = 'name'): boolean {
  return problems.check(typeof name === 'string' && NAME.test(name), {
    at,
    got: name,
    want: 'a DNS label of at most 40 lower-case letters, digits and dashes that starts with a letter',
    fix: 'rename it; the name becomes a node label, a host name and a CRUSH bucket',
  });
}

/** Checks that no name stands twice; what is no name at all was reported where it stands. */
export function checkUnique(
  names: readonly unknown[],
  what: string,
  problems: Problems,
  fix = 'rename all but one of them',
): void {
  const counts = new Map<string, number>();
  for (const name of names) if (typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of counts) {
    problems.check(count === 1, {
      path: label(name),
      at: 'name',
      got: `${what} ${name}, ${count} times`,
      want: `one ${what} of each name`,
      fix,
    });
  }
}

/** Checks a choice from a list. */
export function checkChoice(value: unknown, choices: readonly string[], at: string, problems: Problems): boolean {
  return problems.check(typeof value === 'string' && choices.includes(value), {
    at,
    got: value,
    want: `one of ${choices.join(', ')}`,
    fix: `set \`${at}\` to one of them`,
  });
}

/** Whether something is an amount: a number above 0, and not without end. */
export function isAmount(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}
