/** A step of a block. */
export interface BlockStep {
  readonly what: string;
  /** Each is a command of sh on a line of its own; where it fails, the block ends. No pipelines, whose first commands fail unseen. */
  readonly commands: readonly string[];
}

export interface Block {
  /** The function that a person calls. */
  readonly name: string;
  /** What is to be known before it is pasted, as lines of comment. */
  readonly words: readonly string[];
  /** What is set up before any step, wherever the block begins. @default - nothing */
  readonly before?: readonly string[];
  readonly steps: readonly BlockStep[];
}

/**
 * Commands that a person pastes whole. It is one function around a sub-shell, which a shell reads to its end before it runs
 * anything, and every command leads to `fail`: a line that fails ends all, and says with which number it goes on.
 */
export function block({ name, words, before = [], steps }: Block): readonly string[] {
  const count = steps.length;
  return [
    ...words.map((line) => `# ${line}`),
    `# Where a command fails, all ends, and it says how to go on: ${name} STEP.`,
    `${name}() (`,
    '  set -u',
    '  from=${1:-1} step=0 what=start',
    '  fail() {',
    '    {',
    `      echo "${name}: step $step of ${count} ($what) failed. Nothing after it was done."`,
    `      echo "When the cause is mended: ${name} $step. To leave the rest of this step out, knowing why: ${name} $((step + 1))"`,
    '    } >&2',
    '    exit 1',
    '  }',
    '  begin() {',
    '    [ "$1" -ge "$from" ] || return',
    '    step=$1 what=$2',
    '    echo "== $step. $what"',
    '  }',
    `  [ "$from" -ge 1 ] && [ "$from" -le ${count} ] || { echo "${name}: no step $from, only 1 to ${count}" >&2; exit 2; }`,
    ...before.map((line) => `  ${line}`),
    ...steps.flatMap(({ what, commands }, index) => [
      `  if begin ${index + 1} '${what}'; then`,
      ...commands.map((command) => `    ${command} || fail`),
      '  fi',
    ]),
    `  echo "${name}: done"`,
    ')',
    `${name} 1`,
  ];
}
