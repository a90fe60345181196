import { Component, type Environment, type Problems } from '../../../../core';
import { isDnsLabel, isLabelKey, isLabelValue, isObjectName } from '../../../../core/check/names';
import { isFields, isListOf } from '../../../../errors';
import type { ProtectedClaims } from '../protected';

/** Checks what shall be mirrored; tells whether it is a component. */
export function checkTarget(
  target: unknown,
  props: unknown,
  environment: Environment,
  problems: Problems,
): target is Component | ProtectedClaims {
  const independent = isFields(props) ? props['independent'] : undefined;
  const sound = problems.check(
    props === undefined || (isFields(props) && (independent === undefined || typeof independent === 'boolean')),
    {
      at: 'independent',
      got: isFields(props) ? independent : props,
      want: 'true or false',
      fix: 'leave it out, or `{ independent: true }` where each volume is consistent by itself',
    },
  );
  if (Component.isComponent(target)) {
    const own = problems.check(target.environment === environment, {
      at: 'protect',
      got: target.node.path,
      want: `a component of ${environment.name}`,
      fix: 'protect each component by the mirror of its own environment',
    });
    return own && sound;
  }
  return checkClaims(target, problems) && sound;
}

function checkClaims(target: unknown, problems: Problems): boolean {
  const fix = "for example `{ namespace: 'payments', claims: ['data-ledger-0'] }`";
  const want = 'a component, or claims of a namespace';
  if (!isFields(target)) return problems.check(false, { at: 'protect', got: target, want, fix });
  const { namespace, claims, selector, pool, name } = target;
  const named = isListOf(claims, isObjectName) && claims.length > 0;
  const labels = isFields(selector) ? Object.entries(selector) : [];
  const selected = labels.length > 0 && labels.every(([key, value]) => isLabelKey(key) && isLabelValue(value));
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
    problems.check(pool === undefined || (selector !== undefined && isDnsLabel(pool)), {
      at: 'protect.pool',
      got: pool,
      want: 'the name of a mirrored pool, beside a selector: where a claim is named, its class tells',
      fix: 'leave it out where one pool is mirrored, and beside `claims`',
    }),
    problems.check(name === undefined || (selector !== undefined && isObjectName(name)), {
      at: 'protect.name',
      got: name,
      want: 'the name of an object, beside a selector: what is named is called like its claim',
      fix: 'leave it out beside `claims`',
    }),
  ].every(Boolean);
}
