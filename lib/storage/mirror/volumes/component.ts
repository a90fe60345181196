import type { Component, Problems } from '../../../core';
import { checkComponent } from './check/component';
import { checkTogether } from './check/together';
import type { Claim } from './claims';
import type { Protection, ProtectProps } from './protected';

/** A claim whose volume goes to the other city. */
export interface MirroredClaim {
  readonly claim: Claim;
  /** Name of the pool that its volume is in. */
  readonly pool: string;
}

/** Protects the volumes of a component: each by itself, or all as of one moment. */
export function protectComponent(
  component: Component,
  claims: readonly MirroredClaim[],
  props: ProtectProps,
  groups: boolean,
  problems: Problems,
): readonly Protection[] {
  checkTogether(component.node.id, claims.length, props, groups, problems);
  const sound = checkComponent(
    component,
    claims.map(({ claim }) => claim),
    problems,
  );
  const [first] = claims;
  if (!sound || first === undefined) return [];
  if (claims.length > 1 && props.independent !== true) return [groupOf(component, first, claims, problems)];
  return claims.map(({ claim: { namespace, name }, pool }) => ({
    namespace,
    name,
    claims: [name],
    pool,
    group: undefined,
    component,
  }));
}

/** A group is found by labels, in one namespace and one pool. */
function groupOf(
  component: Component,
  { claim: { namespace }, pool }: MirroredClaim,
  all: readonly MirroredClaim[],
  problems: Problems,
): Protection {
  const name = component.node.id;
  const places = new Set(all.map((each) => `${each.claim.namespace} and the pool ${each.pool}`));
  problems.check(places.size === 1, {
    at: 'protect',
    got: `volumes of ${name} in ${[...places].join(', in ')}`,
    want: 'one namespace and one pool: a group reaches no further',
    fix: 'bring them together, or `{ independent: true }` if each is consistent by itself',
  });
  const claims = all.map(({ claim }) => claim);
  const group = { selector: labelled(claims, name, problems), pool };
  return { namespace, name, claims: claims.map((claim) => claim.name), pool, group, component };
}

/** Labels that all claims bear: those of the set that makes them, else one that is added to claims that stand alone. */
function labelled(claims: readonly Claim[], group: string, problems: Problems): Readonly<Record<string, string>> {
  const [first, ...others] = claims.map(({ labels }) => Object.entries(labels));
  const common = (first ?? []).filter(([key, value]) =>
    others.every((labels) => labels.some((label) => label[0] === key && label[1] === value)),
  );
  if (common.length > 0) return Object.fromEntries(common);
  const alone = problems.check(
    claims.every(({ object }) => object.kind === 'PersistentVolumeClaim'),
    {
      at: 'protect',
      got: `volumes of ${group} without a label in common: those of a StatefulSet bear the labels of its selector only`,
      want: 'labels by which all of them are found, and no others',
      fix: 'give all sets of the component one label in their selectors, or `{ independent: true }` if each is consistent by itself',
    },
  );
  if (!alone) return {};
  claims.forEach(({ object }) => object.metadata.addLabel('tripod/mirror-group', group));
  return { 'tripod/mirror-group': group };
}
