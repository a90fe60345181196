import type { Condition } from 'tripod-iac';
import { isFields } from '../../../../lib/errors';

type Fields = Readonly<Record<string, unknown>>;

/** A condition of an object's status, as most kinds have it. */
interface StatusCondition {
  readonly type: string;
  readonly status: string;
}

/** Whether the object is in the state that is waited for. */
export function shows({ status }: Fields, condition: Condition): boolean {
  if (condition.type === 'condition') {
    return conditionsOf(status).some(({ type, status: value }) => type === condition.subject && value === 'True');
  }
  return (
    pathOf(condition).reduce<unknown>((at, key) => (isFields(at) ? at[key] : undefined), { status }) === condition.value
  );
}

/** The status with the state that is waited for; what else it holds stays. */
export function withState(status: unknown, condition: Condition): unknown {
  if (condition.type === 'condition') {
    const others = conditionsOf(status).filter(({ type }) => type !== condition.subject);
    const met = {
      type: condition.subject,
      status: 'True',
      reason: 'Played',
      message: 'by the tests',
      lastTransitionTime: `${new Date().toISOString().slice(0, 19)}Z`,
    };
    return { ...(isFields(status) ? status : {}), conditions: [...others, met] };
  }
  const [, ...path] = pathOf(condition);
  return placed(status, path, condition.value);
}

function placed(into: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const fields = isFields(into) ? into : {};
  return { ...fields, [key]: placed(fields[key], rest, value) };
}

function conditionsOf(status: unknown): readonly StatusCondition[] {
  const conditions = isFields(status) ? status['conditions'] : undefined;
  return Array.isArray(conditions) ? (conditions as readonly StatusCondition[]) : [];
}

/** `{.status.phase}` as `status`, `phase`. @throws where it is no plain path below the status */
function pathOf({ subject }: Condition): readonly string[] {
  const path = /^\{\.(status(?:\.\w+)+)\}$/.exec(subject)?.[1];
  if (path === undefined) throw new Error(`the player writes plain paths below .status only, not ${subject}`);
  return path.split('.');
}
