import { isFields } from '../../../../lib/errors';

/** The part of a structural schema that says what an object must have. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

/** The value with every required field that it lacks, in the least form that the schema takes. */
export function complete(schema: Schema | undefined, value: unknown): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => complete(schema.items, item));
  if (!isFields(value)) return value;
  const missing = (schema.required ?? []).filter((key) => !(key in value));
  const whole = { ...value, ...Object.fromEntries(missing.map((key) => [key, least(schema.properties?.[key] ?? {})])) };
  return Object.fromEntries(
    Object.entries(whole).map(([key, part]) => [key, complete(schema.properties?.[key], part)]),
  );
}

function least(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema['x-kubernetes-int-or-string']) return schema.minimum ?? 0;
  switch (schema.type ?? 'string') {
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'object':
      return {};
    default:
      return schema.format === 'date-time' ? new Date().toISOString() : 'Played';
  }
}
