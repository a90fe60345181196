/**
 * Those functions of a list of lines that the commands use, and what these use themselves; lines outside of functions stay.
 * A script that defines what it never calls is not read with care.
 * @param lines each function from `name() {` to `}`, both at the beginning of a line
 */
export function used(lines: readonly string[], commands: readonly string[]): readonly string[] {
  const parts = partsOf(lines);
  const wanted = new Set<string>();
  const add = (text: string): void => {
    for (const { name, text: body } of parts) {
      if (name === undefined || wanted.has(name) || !new RegExp(`\\b${name}\\b`).test(text)) continue;
      wanted.add(name);
      add(body);
    }
  };
  add([...commands, ...parts.flatMap(({ name, text }) => (name === undefined ? [text] : []))].join('\n'));
  return parts.filter(({ name }) => name === undefined || wanted.has(name)).flatMap(({ text }) => text.split('\n'));
}

interface Part {
  /** Name of a function; undefined for a line outside of any. */
  readonly name: string | undefined;
  readonly text: string;
}

function partsOf(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  let open: { readonly name: string; readonly lines: string[] } | undefined;
  for (const line of lines) {
    const [, name] = /^(\w+)\(\) \{/.exec(line) ?? [];
    if (name !== undefined) open = { name, lines: [] };
    if (open === undefined) parts.push({ name: undefined, text: line });
    else {
      open.lines.push(line);
      if (!line.endsWith('}') || (line !== '}' && open.lines.length > 1)) continue;
      parts.push({ name: open.name, text: open.lines.join('\n') });
      open = undefined;
    }
  }
  return parts;
}
