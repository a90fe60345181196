import type { Document } from '../../core';
import { compare } from './compare/compare';
import type { Pair } from './pair';
import { ways } from './travel/travel';

/** Everything in which the two sides are compared, and what of the platform reaches the other city by which way. */
export function differences(pair: Pair): Document {
  const { from, to } = pair;
  const rows = compare(pair).map(({ at, here, there, must, ok }) => [
    at,
    here,
    there,
    must,
    verdict(must, ok, here === there),
  ]);
  const travel = ways(pair).map(({ of, keeps, way }) => [of, keeps, way]);
  return {
    path: 'recovery/pair/DIFFERENCES.md',
    text: [
      `# ${from.name} and ${to.name}`,
      '',
      `What ${to.name} has to be like so that it can take over from ${from.name}. A row that is not as it must be fails the synthesis.`,
      '',
      ...table(['what', from.name, to.name, 'must be', 'verdict'], rows),
      '',
      '## What reaches the other city, and how',
      '',
      ...table(['component', 'keeps', 'way'], travel),
      '',
      `The registry, Git and whoever says who people are stand outside of both environments: they have to be there when ${from.name} is not.`,
      '',
    ].join('\n'),
  };
}

function verdict(must: string, ok: boolean, same: boolean): string {
  if (must === 'free') return same ? 'the same' : 'differs, and may';
  return ok ? 'as it must be' : '**not as it must be**';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
