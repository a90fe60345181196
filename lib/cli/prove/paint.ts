const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;
export type Colour = keyof typeof CODES;

/** Colours a text, or leaves it as it is. */
export type Paint = (text: string, colour: Colour) => string;

/** Colours on a terminal only, and not where NO_COLOR is set to anything (no-color.org). */
export function painter(isTerminal: boolean, noColor: string | undefined): Paint {
  const off = !isTerminal || (noColor !== undefined && noColor !== '');
  return off ? (text) => text : (text, colour) => `\u001b[${CODES[colour]}m${text}\u001b[0m`;
}
