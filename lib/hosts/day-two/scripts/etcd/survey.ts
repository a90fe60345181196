/** Part of `tripod-etcd`: what every member says of itself, and whether they hold the same. */
export const ETCD_SURVEY = `
# at URL ARGUMENT…: asks one member. Without the input of the loop around it.
at() (
  ETCD_ENDPOINTS=$1
  shift
  etcdctl "$@" </dev/null
)

# quietly COMMAND…: what etcdctl says when all went well is of no use; what a dry run says is.
quietly() {
  if dry_run; then run "$@"; else "$@" >/dev/null; fi
}

# members: a line for each, ID NAME PEER CLIENT LEARNER; a dash for what a member has not told yet.
members() {
  # The second time with what etcdctl says: the first may have met an election.
  members_text=$(etcdctl --command-timeout="$ANSWER" member list 2>/dev/null) ||
    members_text=$(etcdctl --command-timeout="$ANSWER" member list) ||
    fail "the members cannot be listed: etcd has no majority; start the members that are down, or restore a snapshot"
  echo "$members_text" | awk -F ', ' '{
    for (field = 1; field <= 6; field++) if ($field == "") $field = "-"
    split($4, peers, ","); split($5, clients, ",")
    print $1, $3, peers[1], clients[1], $6
  }'
}

# survey: a line for each member, ID NAME CLIENT STATE SIZE USED REVISION VERSION. STATE: leader, follower, learner, down.
survey() {
  survey_members=$(members) || exit 1
  echo "$survey_members" | while read -r id name _ client learner; do
    state=down
    facts='0 0 0 -'
    if [ "$client" != - ] && answer=$(at "$client" --command-timeout="$ANSWER" endpoint status --write-out=fields 2>/dev/null); then
      facts=$(echo "$answer" | awk -F ' : ' '{ gsub(/"/, "") } { of[$1] = $2 }
        END { print of["DBSize"], of["DBSizeInUse"], of["Revision"], of["Version"], (of["MemberID"] == of["Leader"]) }')
      state=follower
      [ "\${facts##* }" = 0 ] || state=leader
      facts=\${facts% *}
      if [ "$learner" = true ]; then
        state=learner
      # A read that needs the majority: a member that is cut off answers the question above too. \`endpoint health\` would
      # not do: it fails everywhere while there is any alarm.
      elif ! at "$client" --command-timeout="$ANSWER" get health >/dev/null 2>&1; then
        state=down
      fi
    fi
    echo "$id $name $client $state $facts"
  done
}

# hashes: "HASH NAME" of every member, over all keys at the oldest revision that one has.
hashes() {
  revision=$(echo "$1" | awk '{ print $7 }' | sort -n | head -n 1)
  echo "$1" | while read -r _ name client _; do
    at "$client" --command-timeout=60s endpoint hashkv --rev="$revision" --write-out=fields |
      awk -F ' : ' -v name="$name" '$1 == "\\"Hash\\"" { print $2, name }'
  done
}

# agree SURVEY: a compaction that has not reached every member yet makes the hashes differ for a moment.
agree() {
  for _ in 1 2 3; do
    [ "$(hashes "$1" | cut -d' ' -f1 | sort -u | wc -l)" -ne 1 ] || return 0
    sleep 2
  done
  return 1
}

# Alarms that do not stand in the way of what is done.
tolerated=none

status() {
  now=$(survey) || exit 1
  echo "$now" | awk '{ printf "%-24s %-8s %7.1f MiB, %.1f in use, revision %s, etcd %s, %s\\n", $2, $4, $5 / 1048576, $6 / 1048576, $7, $8, $3 }'
  wrong=$(echo "$now" | awk '$4 == "down" || $4 == "learner" { printf "%s%s is %s", comma, $2, $4; comma = ", " }')
  [ -z "$wrong" ] || fail "$wrong; \\\`crictl logs\\\` there says why, \\\`tripod-etcd remove\\\` takes a lost one out"
  [ "$(echo "$now" | awk '$4 == "leader"' | wc -l)" -eq 1 ] || fail "there is not one leader; run this again in some seconds"
  alarms=$(etcdctl alarm list) || exit 1
  alarms=$(echo "$alarms" | grep -v "$tolerated" | paste -sd ' ' - || true)
  [ -z "$alarms" ] || fail "alarm $alarms; NOSPACE: \\\`tripod-etcd defrag\\\`; CORRUPT: replace that member"
  agree "$now" || fail "the members do not hold the same keys; replace the one that differs from the majority: $(hashes "$now" | paste -sd ' ' -)"
}

well() {
  (status) >/dev/null 2>&1
}
`;
