import type { Colour, Paint } from './paint';

/** A cell, of one line or of several; a colour is for the whole of it. */
export interface Cell {
  readonly text: string;
  readonly colour?: Colour;
}

/** Longest line of a cell: with more, the words go on in the next line. */
const WIDEST = 56;

/** Columns side by side, each as wide as its widest line, under bold headings. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], paint: Paint): string {
  const all = [headings.map((text): Cell => ({ text, colour: 'bold' })), ...rows];
  const folded = all.map((row) => row.map(({ text, colour }) => ({ lines: fold(text), colour })));
  const widths = headings.map((_, column) =>
    Math.max(...folded.map((row) => Math.max(...(row[column]?.lines ?? ['']).map((line) => line.length)))),
  );
  const lines = folded.flatMap((row) => {
    const height = Math.max(...row.map((cell) => cell.lines.length));
    return Array.from({ length: height }, (_, line) =>
      row
        .map(({ lines, colour }, column) => {
          const padded = (lines[line] ?? '').padEnd(widths[column] ?? 0);
          const text = padded.trimEnd();
          return (colour === undefined || text === '' ? text : paint(text, colour)) + padded.slice(text.length);
        })
        .join('  ')
        .trimEnd(),
    );
  });
  return lines.map((line) => `  ${line}\n`).join('');
}

function fold(text: string): readonly string[] {
  return text.split('\n').flatMap(foldLine);
}

function foldLine(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDEST) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
