import { Component, type Environment, type Fact, type Problems } from '../../../core';
import { isDnsLabel, isObjectName } from '../../../core/check/names';
import { isFields, isListOf, isText, show } from '../../../errors';
import type { Claim } from './claims';
import type { ProtectedClaims, ProtectProps } from './protected';

/** Facts of a thing that keeps its data more than once by itself. */
const OWN_COPIES: readonly Fact['type'][] = ['copies', 'voters', 'async-copy'];

/** Checks what shall be mirrored; tells whether it is a component. */
export function checkTarget(
  target: unknown,
  props: unknown,
  environment: Environment,
  problems: Problems,
): target is Component | ProtectedClaims {
  const apart = isFields(props) ? props['apart'] : undefined;
  problems.check(props === undefined || (isFields(props) && (apart === undefined || typeof apart === 'boolean')), {
    at: 'apart',
    got: isFields(props) ? apart : props,
    want: 'true or false',
    fix: 'leave it out, or `{ apart: true }` where each volume is consistent by itself',
  });
  if (Component.isComponent(target)) {
    return problems.check(target.environment === environment, {
      at: 'protect',
      got: target.node.path,
      want: `a component of ${environment.name}`,
      fix: 'protect each component by the mirror of its own environment',
    });
  }
  return checkClaims(target, problems);
}

function checkClaims(target: unknown, problems: Problems): boolean {
  const fix = "for example `{ namespace: 'payments', claims: ['data-ledger-0'] }`";
  const want = 'a component, or claims of a namespace';
  if (!isFields(target)) return problems.check(false, { at: 'protect', got: target, want, fix });
  const { namespace, claims, selector } = target;
  const named = isListOf(claims, isObjectName) && claims.length > 0;
  const selected = isFields(selector) && Object.keys(selector).length > 0 && Object.values(selector).every(isText);
  return [
    problems.check(isDnsLabel(namespace), {
      at: 'protect.namespace',
      got: namespace,
      want: 'the name of a namespace',
      fix,
    }),
    problems.check(claims === undefined || named, {
      at: 'protect.claims',
      got: claims,
      want: 'names of claims, one at least',
      fix,
    }),
    problems.check(selector === undefined || selected, {
      at: 'protect.selector',
      got: selector,
      want: 'labels of claims, one at least',
      fix: "for example `{ 'app.kubernetes.io/name': 'ledger' }`",
    }),
    problems.check((claims === undefined) !== (selector === undefined), {
      at: 'protect',
      got: claims === undefined ? 'neither claims nor a selector' : 'claims and a selector',
      want: 'one of the two',
      fix,
    }),
  ].every(Boolean);
}

/** Checks the volumes of a component: that there are some, under names that are known, and copied once only. */
export function checkComponent(component: Component, claims: readonly Claim[], problems: Problems): boolean {
  const copied = component.facts.filter(({ type }) => OWN_COPIES.includes(type)).map(({ of }) => of);
  const made = claims.filter(({ madeFor }) => madeFor !== undefined);
  return [
    problems.check(claims.length > 0, {
      at: 'protect',
      got: `${component.node.id}, which has no volume of a mirrored class`,
      want: 'a component with volumes that go to the other city',
      fix: 'give it volumes of a mirrored class before, or protect nothing',
    }),
    problems.check(copied.length === 0, {
      at: 'protect',
      got: `${component.node.id}, which keeps copies of ${[...new Set(copied)].join(', ')} by itself`,
      want: 'one way to the other city: what a database has sent there would be overwritten by the older state of its volumes',
      fix: `give it volumes of a pool with \`mirrored: false\`, and let it replicate or be restored by its own means`,
    }),
    problems.check(made.length === 0, {
      at: 'protect',
      got: `${made.map(({ name }) => name).join(', ')}: claims that an operator makes for ${made.map(({ madeFor }) => show(madeFor)).join(', ')}`,
      want: 'claims whose names are known',
      fix: 'protect them by namespace and name, as the operator calls them, or by a selector',
    }),
  ].every(Boolean);
}

/** Checks that several volumes are taken as of one moment, where that matters. */
export function checkTogether(
  name: string,
  count: number,
  { apart = false }: ProtectProps,
  groups: boolean,
  problems: Problems,
): void {
  problems.check(count < 2 || apart || groups, {
    at: 'protect',
    got: `${name} with ${count} volumes`,
    want: 'one volume, or volumes of one moment, which Ceph 20.2 and Ceph CSI 3.17 cannot mirror (ceph-csi issue 6190)',
    fix: 'keep what belongs together on one volume; `{ apart: true }` if each is consistent by itself; or `consistencyGroups: true` if your builds can',
  });
}
