/** Where clients write between two rounds. */
export const BETWEEN = namespaceOf(0);

/** Where they write in a round: what is stored there is compared with what they were promised. */
export function namespaceOf(number: number): string {
  return `drill-${String(number).padStart(2, '0')}`;
}
