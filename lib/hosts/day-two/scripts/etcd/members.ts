/** Part of `tripod-etcd`: a member that goes, and a leader that steps aside. */
export const ETCD_MEMBERS = `
remove() {
  lost=\${1:-}
  force=\${2:-}
  [ -n "$lost" ] || fail "remove needs the name of a member; \\\`tripod-etcd status\\\` shows them"
  case "$force" in '' | --force) ;; *) fail "unexpected $force; see --help" ;; esac
  now=$(survey) || exit 1
  line=$(echo "$now" | awk -v lost="$lost" '$1 == lost || $2 == lost')
  if [ -z "$line" ]; then
    say "no member is called $lost; there are $(echo "$now" | awk '{ printf "%s%s", comma, $2; comma = ", " }')"
    return 0
  fi
  id=\${line%% *}
  state=$(echo "$line" | awk '{ print $4 }')
  [ "$state" = down ] || [ -n "$force" ] || fail "$lost is $state and well; use --force if it is to go for good"
  rest=$(echo "$now" | awk -v id="$id" '$1 != id && $4 != "learner"' | wc -l)
  alive=$(echo "$now" | awk -v id="$id" '$1 != id && ($4 == "leader" || $4 == "follower")' | wc -l)
  [ "$alive" -ge "$((rest / 2 + 1))" ] ||
    fail "without $lost there would be $((rest)) members and $((alive)) of them well, no majority; bring the others back first"
  say "removing $lost"
  quietly etcdctl member remove "$id"
}

move_leader() {
  now=$(survey) || exit 1
  if [ -z "$(echo "$now" | awk -v own="$TRIPOD_HOST" '$2 == own && $4 == "leader"')" ]; then return 0; fi
  # The only member leads itself.
  if [ "$(echo "$now" | wc -l)" -eq 1 ]; then return 0; fi
  heir=$(echo "$now" | awk '$4 == "follower" { print $1, $2; exit }')
  [ -n "$heir" ] || fail "no other member is well, so none can lead; start the others first"
  say "\${heir#* } is to lead"
  quietly etcdctl move-leader "\${heir%% *}"
}
`;
