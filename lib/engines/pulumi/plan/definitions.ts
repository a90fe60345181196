import { parse } from 'yaml';
import type { Json } from '../../../core/check/json';
import { identity } from '../../../core/check/objects';
import { ESTABLISHED_WITHIN } from '../../../core/render/plan/installation';
import { Condition, type Operator } from '../../../core';
import { type Item, PLAIN, refOfBody } from './item';

/** The definitions of a vendored release. They are read here only: the files pass them on as bytes. */
export function definitionItems(operator: Operator): readonly Item[] {
  return operator.definitions.map((text) => {
    const body = parse(text) as Json;
    const established = {
      target: refOfBody(body),
      condition: Condition.of('Established'),
      timeout: ESTABLISHED_WITHIN,
    };
    return { ...PLAIN, key: identity(body), body, readiness: [established] };
  });
}
