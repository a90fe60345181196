import type { TrafficRecord } from './props';

export interface Led {
  readonly records: readonly TrafficRecord[];
  /** Seconds. */
  readonly ttl: number;
}

/** What stands in a script about these records, behind the functions that ask the witness. */
export function known({ records, ttl }: Led): readonly string[] {
  const sides = records.flatMap(({ name, sides }) =>
    Object.entries(sides).map(([side, addresses]) => `    '${side} ${name}.') echo '${addresses.join(' ')}' ;;`),
  );
  return [
    `traffic_names=(${records.map(({ name }) => `${name}.`).join(' ')}) traffic_ttl=${ttl}`,
    '# SIDE NAME: its addresses there.',
    'traffic_addresses() {',
    '  case "$1 $2" in',
    ...sides,
    '    *) echo "no address of $2 in $1" >&2; return 1 ;;',
    '  esac',
    '}',
  ];
}

/** `traffic_all SIDE` leads the records on every server that answers. */
export function leading(): readonly string[] {
  return [
    '# ADDRESS PORT SIDE: the server itself refuses unless it says that it is the turn of $TO (RFC 2136, 2.4.2). All or none.',
    'traffic_lead() {',
    '  local name address lines=()',
    '  for name in "${traffic_names[@]}"; do',
    '    lines+=("update delete $name IN A")',
    '    for address in $(traffic_addresses "$3" "$name"); do lines+=("update add $name $traffic_ttl IN A $address"); done',
    '  done',
    `  printf '%s\\n' "server $1 $2" "zone $witness_zone" "prereq yxrrset $witness_record IN TXT \\"$EPOCH $TO\\"" "\${lines[@]}" send |`,
    '    nsupdate -k "$SECRETS/witness.key" -t 5 -u 1 -r 2 || true',
    '}',
    'traffic_all() {',
    '  local said address port epoch',
    '  # One that was away must know first whose turn it is.',
    '  [[ $(witness_read) == "$EPOCH $TO" ]] || { echo "it is not the turn of $TO by epoch $EPOCH" >&2; return 1; }',
    '  witness_raise "$EPOCH $TO" "$((EPOCH + 1))"',
    '  said=$(witness_say)',
    '  while read -r _ address port epoch _; do',
    '    [[ $epoch == "?" ]] || traffic_lead "$address" "$port" "$1"',
    '  done <<<"$said"',
    '  traffic_stands "$1"',
    '}',
  ];
}

/**
 * `traffic_stands SIDE` fails unless every server that answers leads there, and more than half of all do. Some of the
 * addresses are enough, since those of a dead site may have been taken out at once.
 */
export function ledThere(): readonly string[] {
  return [
    '# ADDRESS PORT NAME: its TTL and addresses, a line for each.',
    'traffic_says() {',
    '  dig "@$1" -p "$2" -k "$SECRETS/witness.key" +norecurse +time=1 +tries=2 +noall +answer "$3" A |',
    `    awk '$4 == "A" { print $2, $5 }' | sort`,
    '}',
    '# SIDE NAME: the same, as it is to be.',
    'traffic_wants() { traffic_addresses "$1" "$2" | xargs -n 1 echo "$traffic_ttl" | sort; }',
    'traffic_stands() {',
    '  local said server address port epoch name says wants right=0 wrong=0 all',
    '  said=$(witness_say)',
    '  while read -r server address port epoch _; do',
    '    [[ $epoch != "?" ]] || { echo "$server does not answer" >&2; continue; }',
    '    all=yes',
    '    for name in "${traffic_names[@]}"; do',
    '      wants=$(traffic_wants "$1" "$name")',
    '      says=$(traffic_says "$address" "$port" "$name")',
    '      [[ -z $says || -n $(comm -23 <(echo "$says") <(echo "$wants")) ]] || continue',
    '      echo "$server leads $name to \\"${says//$\'\\n\'/, }\\", not to \\"${wants//$\'\\n\'/, }\\"" >&2',
    '      all=',
    '    done',
    '    if [[ $all ]]; then right=$((right + 1)); else wrong=$((wrong + 1)); fi',
    '  done <<<"$said"',
    '  ((wrong == 0 && right >= witness_majority))',
    '}',
  ];
}
