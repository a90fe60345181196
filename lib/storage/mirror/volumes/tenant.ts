import type { Problems } from '../../../core';
import { isObjectName } from '../../../core/check/names';
import type { BlockPool } from '../../rook/pools/added/block-pool';
import { checkTogether } from './check/together';
import type { ProtectedClaims, Protection, ProtectProps } from './protected';

/** What Tripod knows of a claim that somebody else makes. */
const ONE = { pool: undefined, group: undefined, component: undefined } as const;

/** Protects claims of a tenant: each by itself, or all that bear labels as of one moment. @param pools that are mirrored */
export function protectClaims(
  target: ProtectedClaims,
  pools: readonly BlockPool[],
  props: ProtectProps,
  groups: boolean,
  problems: Problems,
): readonly Protection[] {
  const { namespace, claims = [], selector } = target;
  if (selector !== undefined) return groupOf(target, selector, pools, props, groups, problems);
  checkTogether(namespace, claims.length, props, groups, problems);
  problems.check(!groups || claims.length < 2 || props.independent === true, {
    at: 'protect.claims',
    got: claims,
    want: 'a selector for several volumes as of one moment: a group is found by labels',
    fix: 'pass `selector` with a label that all of them bear, or `{ independent: true }`',
  });
  return claims.map((name) => ({ ...ONE, namespace, name, claims: [name] }));
}

function groupOf(
  { namespace, pool, name }: ProtectedClaims,
  selector: Readonly<Record<string, string>>,
  pools: readonly BlockPool[],
  { independent = false }: ProtectProps,
  groups: boolean,
  problems: Problems,
): readonly Protection[] {
  problems.check(groups && !independent, {
    at: 'protect.selector',
    got: Object.entries(selector).map((label) => label.join('=')),
    want: independent
      ? 'names of claims, where each volume is consistent by itself'
      : 'names of claims: Ceph 20.2 and Ceph CSI 3.17 cannot mirror volumes of one moment (ceph-csi issue 6190)',
    fix: 'pass `claims`; or `consistencyGroups: true` if your builds can',
  });
  const names = pools.map((each) => each.name);
  const { [0]: only, length } = names;
  const found = pool ?? (length === 1 ? only : undefined);
  problems.check(found !== undefined && names.includes(found), {
    at: 'protect.pool',
    got: pool,
    want: `one of the mirrored pools ${names.join(', ')}: a group cannot reach over two`,
    fix: 'pass `pool`, by whose class the claims are made',
  });
  const called = name ?? objectName(Object.values(selector).join('-'));
  problems.check(isObjectName(called), {
    at: 'protect.name',
    got: name ?? `${Object.values(selector).join(', ')}, of which no name can be made`,
    want: 'the name of an object: lower-case letters, digits, dots and dashes',
    fix: 'pass `name`, such as that of the application',
  });
  const group = { selector, pool: found ?? '' };
  return [{ ...ONE, namespace, name: called, claims: [], pool: found, group }];
}

/** Values of labels may be written in ways in which names may not. */
function objectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
