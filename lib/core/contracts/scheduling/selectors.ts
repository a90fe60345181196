import type { Node } from './node';
import { type Expression, type LabelSelector, type NodeTerm, unknownTo } from './pod';

type Labels = Readonly<Record<string, string>>;

/**
 * Whether an expression holds for labels. What lacks the key fits `NotIn` and `DoesNotExist` (kubernetes
 * staging/src/k8s.io/apimachinery/pkg/labels/selector.go@v1.34.4, Requirement.Matches).
 */
function holds({ key, operator, values = [] }: Expression, labels: Labels): boolean {
  const there = Object.hasOwn(labels, key);
  const value = labels[key] ?? '';
  switch (operator) {
    case 'In':
      return there && values.includes(value);
    case 'NotIn':
      return !there || !values.includes(value);
    case 'Exists':
      return there;
    case 'DoesNotExist':
      return !there;
    case 'Gt':
      return there && compared(value, values) > 0;
    case 'Lt':
      return there && compared(value, values) < 0;
    default:
      throw unknownTo('operator', operator, 'In, NotIn, Exists, DoesNotExist, Gt or Lt', 'correct the expression');
  }
}

/** NaN, which is neither more nor less, where one of the two is no whole number. */
function compared(value: string, [limit = '', ...more]: readonly string[]): number {
  const whole = (text: string) => (/^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN);
  return more.length > 0 ? Number.NaN : whole(value) - whole(limit);
}

/** Whether labels are selected: by nothing where there is no selector, by everything where it is empty. */
export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  if (selector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const equal = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return equal && matchExpressions.every((expression) => holds(expression, labels));
}

/** Whether a node fits one of the terms. A term without expressions fits none. */
export function fitsTerms(terms: readonly NodeTerm[], { name, labels }: Node): boolean {
  const fields = { 'metadata.name': name };
  return terms.some(({ matchExpressions = [], matchFields = [] }) => {
    if (matchExpressions.length + matchFields.length === 0) return false;
    return matchExpressions.every((each) => holds(each, labels)) && matchFields.every((each) => holds(each, fields));
  });
}
