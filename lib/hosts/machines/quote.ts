/** A text as one word of a shell, which takes nothing in it for its own. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
