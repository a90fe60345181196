import { isText } from '../../../errors';

/** What an error asks for where {@link isLine} fails. */
export const A_LINE = 'a text on one line';

/** What stands in a table, a title or a comment. */
export function isLine(value: unknown): value is string {
  return isText(value) && !/[\u0000-\u001f\u007f]/.test(value);
}
