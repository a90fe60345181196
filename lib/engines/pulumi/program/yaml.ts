import { parse } from 'yaml';
import { isFields } from '../../../errors';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a text says in YAML; undefined where it is none. What the library says of a fault shows the lines around it, which
 * may hold a secret: nobody hears it.
 */
export function parsedQuietly(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false, logLevel: 'error' });
  } catch {
    return undefined;
  }
}

/** The fields of a value; none where it has none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
