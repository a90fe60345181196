import type { Host } from '../../landscape';

/** A line of a block: where it acts, for the message when it fails, and what it runs. */
export interface Line {
  readonly at: string;
  readonly command: string;
}

/** A line about a host. */
export function line({ name }: Host, command: string): Line {
  return { at: name, command };
}

/**
 * Commands of which none begins after one that failed, although all are pasted at once: a function around a sub-shell,
 * which a shell reads to its end before it runs anything. Every line leads to `stopped`, since `set -e` counts for nothing
 * in `renew || …`. Called with the number of a line, the function goes on from there.
 */
export function block(name: string, lines: readonly Line[]): readonly string[] {
  return [
    `${name}() (`,
    '  from=$1',
    `  case $from in '' | *[!0-9]*) echo "${name}: $from is no line of it, 1 to ${lines.length}" >&2; exit 2 ;; esac`,
    '  stopped() {',
    `    echo "${name}: line $1 of ${lines.length} failed, $2; nothing after it was done. When its cause is mended: ${name} $1" >&2`,
    '    exit 1',
    '  }',
    ...lines.map(
      ({ at, command }, index) => `  [ "$from" -gt ${index + 1} ] || { ${command}; } || stopped ${index + 1} '${at}'`,
    ),
    `  echo "${name}: done"`,
    ')',
    `${name} 1`,
  ];
}
