import type { Problems } from '../../../../core';
import type { Claim } from '../claims';
import { covers, type Protection } from '../protected';

/**
 * Checks that nothing is protected twice: a volume is mirrored by one object, which bears its name, and a group by another.
 * @param claims of the environment, which labels may find
 */
export function checkTwice(
  asked: readonly Protection[],
  before: readonly Protection[],
  claims: () => readonly Claim[],
  problems: Problems,
): void {
  const names = asked.flatMap(named);
  const known = new Set(before.flatMap(named));
  const labelled = [...asked, ...before].some(({ group }) => group !== undefined) ? claims() : [];
  const twice = [
    ...names.filter((name, index) => known.has(name) || names.indexOf(name) < index),
    ...labelled.filter((claim) => [asked, before].every((all) => all.some((each) => covers(each, claim)))).map(placed),
  ];
  problems.check(twice.length === 0, {
    at: 'protect',
    got: `${[...new Set(twice)].join(', ')}, a second time`,
    want: 'each volume once',
    fix: 'leave out what a component, a name or labels protect already',
  });
  const groups = new Set(before.filter(({ group }) => group !== undefined).map(placed));
  const taken = asked.filter((each) => each.group !== undefined && groups.has(placed(each)));
  problems.check(taken.length === 0 || twice.length > 0, {
    at: 'protect.name',
    got: `${taken.map(placed).join(', ')}, which another group is called`,
    want: 'a name of its own for every group of a namespace',
    fix: 'pass `name` beside the labels',
  });
}

function named({ namespace, claims }: Protection): readonly string[] {
  return claims.map((name) => placed({ namespace, name }));
}

function placed({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
