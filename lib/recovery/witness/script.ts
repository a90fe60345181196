/** What the functions have to know. */
export interface Asked {
  readonly record: string;
  readonly zone: string;
  readonly servers: readonly { readonly name: string; readonly address: string; readonly port: number }[];
  /** How many of the servers are more than half of them. */
  readonly majority: number;
}

/**
 * Functions of bash that ask the servers, all at the same time.
 *
 * An answer counts only with the signature of the key, and where the server itself keeps the zone: a resolver in between,
 * or whoever answers in its place, has no voice. `0 -` stands for a server without the record, `? ?` for one that is away.
 */
export function asking({ record, servers, majority }: Asked): readonly string[] {
  return [
    `witness_record=${record} witness_majority=${majority}`,
    `witness_servers=(${servers.map(({ name, address, port }) => `'${name} ${address} ${port}'`).join(' ')})`,
    '[[ -r $SECRETS/witness.key ]] || { echo "cannot read $SECRETS/witness.key, by which plans ask and change" >&2; exit 1; }',
    '# ADDRESS PORT: what it says, as `7 production`.',
    'witness_ask() {',
    '  local got words',
    '  got=$(dig "@$1" -p "$2" -k "$SECRETS/witness.key" +norecurse +time=1 +tries=2 +noall +comments +answer "$witness_record" TXT 2>&1) || return 1',
    '  [[ $got != *"verify signature"* && $got =~ status:\\ (NOERROR|NXDOMAIN), && $got =~ flags:\\ qr\\ aa[\\ \\;] ]] || return 1',
    `  words=$(awk '$4 == "TXT" { sub(/^[^"]*/, ""); gsub(/"/, ""); print }' <<<"$got")`,
    "  [[ -n $words ]] || words='0 -'",
    '  [[ $words =~ ^[0-9]+\\ [a-z0-9-]+$ ]] && echo "$words"',
    '}',
    '# A line for each server: NAME ADDRESS PORT EPOCH SIDE.',
    'witness_say() {',
    '  local each name address port',
    '  for each in "${witness_servers[@]}"; do',
    '    read -r name address port <<<"$each"',
    `    { echo "$name $address $port $(witness_ask "$address" "$port" || echo '? ?')"; } &`,
    '  done | sort',
    '}',
    '# WHAT LINES: shows what they say to people.',
    `witness_complain() { printf '%s\\n  %s\\n' "$1" "\${2//$'\\n'/$'\\n'  }" >&2; }`,
  ];
}

/** `witness_read` prints what more than half of the servers say, and fails where they do not agree on anything. */
export function reading(): readonly string[] {
  return [
    'witness_read() {',
    '  local said most',
    '  said=$(witness_say)',
    `  most=$(awk -v least="$witness_majority" '$4 ~ /^[1-9]/ { n[$4 " " $5]++ } END { for (v in n) if (n[v] >= least) print v }' <<<"$said")`,
    '  [[ -n $most ]] || { witness_complain "no majority of the witness has one epoch:" "$said"; return 1; }',
    '  echo "$most"',
    '}',
  ];
}

/**
 * `witness_swap` changes one server, if it still says what it said. A server that loses its answer is asked again by
 * nsupdate and then says that the prerequisite fails: so what counts is what is read afterwards.
 */
export function swapping({ zone }: Asked): readonly string[] {
  return [
    `witness_zone=${zone}`,
    '# ADDRESS PORT WAS IS: the server itself compares, and swaps in one (RFC 2136, 2.4.2 and 3.2).',
    'witness_swap() {',
    '  local before="prereq yxrrset $witness_record IN TXT \\"$3\\""',
    '  [[ $3 != \'0 -\' ]] || before="prereq nxrrset $witness_record IN TXT"',
    `  printf '%s\\n' "server $1 $2" "zone $witness_zone" "$before" "update delete $witness_record IN TXT" \\`,
    '    "update add $witness_record 0 IN TXT \\"$4\\"" send |',
    '    nsupdate -k "$SECRETS/witness.key" -t 5 -u 1 -r 2 || true',
    '}',
  ];
}

/** `witness_stands EPOCH+SIDE [COUNT]` fails unless so many say it, by default more than half, and tells who does not. */
export function standing(): readonly string[] {
  return [
    'witness_stands() {',
    '  local said count',
    '  said=$(witness_say)',
    '  count=$(grep -c " $1\\$" <<<"$said" || true)',
    '  ((count == ${#witness_servers[@]})) || witness_complain "not every server of the witness says \\"$1\\":" "$said"',
    '  ((count >= ${2:-$witness_majority}))',
    '}',
  ];
}

/** `witness_begins WAS IS` fails unless a change from the one to the other may begin, or go on, here. */
export function beginning(): readonly string[] {
  return [
    'witness_begins() {',
    '  local said',
    '  said=$(witness_say)',
    '  (($(grep -c -e " $1\\$" -e " $2\\$" <<<"$said" || true) >= witness_majority)) ||',
    '    { witness_complain "no majority of the witness says \\"$1\\" any more, with which this begins:" "$said"; return 1; }',
    '}',
  ];
}

/**
 * `witness_raise IS [BELOW]` brings every server there that can be reached and says an epoch below that, by default an
 * earlier one. None goes back, and none changes its mind within an epoch, unless a majority has made up theirs. So once
 * a majority had an epoch, no majority has an earlier one ever again: any two share a server.
 */
export function raising(): readonly string[] {
  return [
    'witness_raise() {',
    '  local said name address port epoch side',
    '  said=$(witness_say)',
    '  while read -r name address port epoch side; do',
    '    [[ $epoch != "?" && "$epoch $side" != "$1" ]] || continue',
    '    if ((epoch < ${2:-${1%% *}})); then',
    '      witness_swap "$address" "$port" "$epoch $side" "$1"',
    '    else',
    '      echo "$name keeps \\"$epoch $side\\": it does not go back to \\"$1\\"" >&2',
    '    fi',
    '  done <<<"$said"',
    '}',
  ];
}
