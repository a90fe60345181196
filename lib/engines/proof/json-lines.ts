/** Keys of short lists that stay on the line of what they belong to. */
const INLINE: ReadonlySet<string> = new Set(['timers']);

/**
 * JSON that a person can compare line by line: what holds nothing but texts, numbers and short lists stands on one line;
 * the rest is indented.
 */
export function jsonLines(value: unknown, indent = ''): string {
  if (isFlat(value)) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((item) => deeper + jsonLines(item, deeper)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(value as object).filter(([, item]) => item !== undefined);
  const lines = entries.map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${jsonLines(item, deeper)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isScalar);
  if (isScalar(value)) return true;
  return Object.entries(value as object).every(([key, item]) => INLINE.has(key) || (!isFields(item) && isFlat(item)));
}

function isFields(value: unknown): boolean {
  return !isScalar(value) && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
