import type { Problems } from '../../../core';
import { isList, show } from '../../../errors';

/** What a list must hold, in the words of its problems. */
export interface ListRule {
  /** Name of the prop. */
  readonly at: string;
  readonly want: { readonly list: string; readonly entry: string; readonly once: string };
  readonly fix: { readonly list: string; readonly entry: string; readonly once: string };
  readonly isEntry: (entry: unknown) => boolean;
}

/** Checks that it is a list, that every entry of it is what it must be, and that none stands there twice. */
export function checkList(list: unknown, { at, want, fix, isEntry }: ListRule, problems: Problems): void {
  if (!problems.check(isList(list as readonly unknown[]), { at, got: list, want: want.list, fix: fix.list })) return;
  const entries = list as readonly unknown[];
  entries.forEach((entry, index) => {
    const place = `${at}[${index}]`;
    problems.check(isEntry(entry), { at: place, got: entry, want: want.entry, fix: fix.entry });
    problems.check(entries.indexOf(entry) === index, {
      at: place,
      got: `${show(entry)} a second time`,
      want: want.once,
      fix: fix.once,
    });
  });
}
