import { type Asked, asking, raising, reading, standing, swapping } from './script';

/** `witness_begin SIDE` begins with epoch 1 on every server, and refuses where any of them says anything else. */
function starting(): readonly string[] {
  return [
    'witness_begin() {',
    '  local said address port epoch',
    '  said=$(witness_say)',
    '  if grep -v -e " 0 -\\$" -e " 1 $1\\$" <<<"$said" > /dev/null; then',
    '    witness_complain "no new witness, or not all of it:" "$said"',
    '    return 1',
    '  fi',
    '  while read -r _ address port epoch _; do',
    `    [[ $epoch != 0 ]] || witness_swap "$address" "$port" '0 -' "1 $1"`,
    '  done <<<"$said"',
    '  witness_stands "1 $1" "${#witness_servers[@]}"',
    '}',
  ];
}

/** Lines that begin with epoch 1 for a side. */
export function beginEpoch(asked: Asked, side: string): readonly string[] {
  return [...asking(asked), ...swapping(asked), ...standing(), ...starting(), `witness_begin ${side}`];
}

/**
 * A program for people, beside the plans: it shows what the servers say, begins, and mends. `settle` is for the one state
 * from which no plan can begin, in which no epoch has a majority: it is nobody's turn then, and stays nobody's until a plan
 * has recorded the epoch with the holders.
 */
export function epochProgram(asked: Asked, sides: readonly string[]): string {
  return [
    '#!/usr/bin/env bash',
    `# The epoch in ${asked.record}: who may write. Needs dig and nsupdate, and $SECRETS/witness.key.`,
    'set -euo pipefail',
    ': "${SECRETS:?is not set: name the folder with the key of the witness}"',
    '',
    ...asking(asked),
    ...reading(),
    ...swapping(asked),
    ...raising(),
    ...standing(),
    ...starting(),
    ...REPAIRING,
    ...SETTLING,
    'usage() {',
    `  echo "usage: $0 show | repair | begin SIDE | settle SIDE"`,
    '  echo "  show         what each server says, and what most of them say"',
    '  echo "  repair       tells servers that were away what most of them say"',
    '  echo "  begin SIDE   epoch 1, once, on new servers"',
    '  echo "  settle SIDE  where no epoch has a majority: the next one, for SIDE, which a plan then leads on from"',
    '}',
    'side() {',
    `  case \${1:-} in ${sides.join(' | ')}) ;; *) usage >&2; exit 2 ;; esac`,
    '}',
    'case ${1:-} in',
    '  show) witness_say; witness_read ;;',
    '  repair) witness_repair ;;',
    '  begin) side "${2:-}"; witness_begin "$2" ;;',
    '  settle) side "${2:-}"; witness_settle "$2" ;;',
    '  -h | --help) usage ;;',
    '  *) usage >&2; exit 2 ;;',
    'esac',
    '',
  ].join('\n');
}

/** A majority has made up its mind, so that one that took another side in the same epoch may follow it. */
export const REPAIRING: readonly string[] = [
  'witness_repair() {',
  '  local is',
  '  is=$(witness_read)',
  '  witness_raise "$is" "$((${is%% *} + 1))"',
  '  witness_stands "$is"',
  '}',
];

const SETTLING: readonly string[] = [
  'witness_settle() {',
  '  local said most last',
  '  if most=$(witness_read 2> /dev/null); then',
  '    echo "most of the witness says \\"$most\\": run a plan" >&2',
  '    return 1',
  '  fi',
  '  said=$(witness_say)',
  '  last=$(awk \'$4 > last + 0 { last = $4 } END { print last + 0 }\' <<<"${said//\\?/0}")',
  '  witness_raise "$((last + 1)) $1"',
  '  witness_stands "$((last + 1)) $1"',
  '}',
];
