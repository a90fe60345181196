import { isFields, step } from './fields';

/** A text somewhere inside a resource. */
export interface Text {
  /** `spec.template.spec.containers[0].image` */
  readonly path: string;
  /** The nearest name above it: `image`. */
  readonly key: string;
  readonly text: string;
}

/** Every text inside a value, at any depth. */
export function texts(value: unknown, path = '', key = ''): readonly Text[] {
  if (typeof value === 'string') return [{ path, key, text: value }];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => texts(item, step(path, index), key));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => texts(item, step(path, name), name));
}
