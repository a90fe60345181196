import { isList, type Problems } from '../../errors';

/** DNS label (RFC 1123), shortened so that `<site>-<prefix>-<n>` still is one; CRUSH and node labels take it too. */
const NAME = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** The elements of a list that the caller gave; anything but a list of objects is a problem, and empty. */
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

/** Checks the spelling of a name. */
export function checkName(name: unknown, problems: Problems): boolean {
  return problems.check(typeof name === 'string' && NAME.test(name), {
    at: 'name',
    got: name,
    want: 'a DNS label of at most 40 lower-case letters, digits and dashes that starts with a letter',
    fix: 'rename it; the name becomes a node label, a host name and a CRUSH bucket',
  });
}

/** Checks that no name stands twice. */
export function checkUnique(names: readonly string[], what: string, problems: Problems): void {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of counts) {
    problems.check(count === 1, {
      path: name,
      at: 'name',
      got: `${count} ${what} called ${name}`,
      want: `one ${what} of each name`,
      fix: `rename all but one of them`,
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
