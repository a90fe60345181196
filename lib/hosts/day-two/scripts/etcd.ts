import { EVENTS_PORTS } from '../../ports';

/** `tripod-etcd`: members of etcd on the masters. etcdctl comes from the image that runs, so that versions agree. */
export const ETCD_SCRIPT = `#!/bin/sh
# tripod-etcd [--events] COMMAND
# Looks after the members of etcd on the masters. Run as root on a master whose own member runs.
#
#   status                  how every member is; 1 where one is not as it should be
#   defrag [--above MIB]    gives back the disk that deleted keys left: one member after the other, the leader last, since
#                           a member answers nobody meanwhile. Those with more than MIB to give; without --above those of
#                           which less than half is in use, and more than 100 MiB
#   remove NAME [--force]   takes a lost member out, before another comes in its place; a healthy one only with --force.
#                           NAME: of the host, or the id of a member that has no name yet
#   save FILE               a snapshot, with its checksum in FILE.sha256
#   yield                   hands the leadership over where this member has it: before its host or its etcd ends
#
#   --events                the etcd of events, where there is one

case "\${1:-}" in
  -h | --help)
    sed -n '2,/^$/s/^# \\{0,1\\}//p' "$0"
    exit 0
    ;;
esac

NAME=tripod-etcd
PATH=/usr/local/sbin:$PATH
. /usr/local/lib/tripod/lib.sh

# Seconds that a member may take to answer, and to defragment 8 GiB.
ANSWER=5s
DEFRAGMENT=600s
DATA=/var/lib/etcd

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

# next TODO SURVEY: the line of the next member, the leader only when no other is left.
next() {
  echo "$2" | awk -v todo=" $1 " '
    index(todo, " " $1 " ") && $4 != "leader" { print; found = 1; exit }
    index(todo, " " $1 " ") { last = $0 }
    END { if (!found && last != "") print last }'
}

defrag() {
  above=
  if [ "\${1:-}" = --above ]; then
    above=\${2:-}
    case "$above" in '' | *[!0-9]*) fail "--above needs a number of MiB, such as 500" ;; esac
    shift 2
  fi
  [ "$#" -eq 0 ] || fail "unexpected $1; see --help"
  # It is what helps against that one.
  tolerated=NOSPACE
  (status) >/dev/null || fail "nothing is defragmented while a member is not well: one more would stand still meanwhile"
  now=$(survey)
  todo=$(echo "$now" | awk '{ printf "%s ", $1 }')
  while [ -n "\${todo% }" ]; do
    now=$(survey)
    line=$(next "$todo" "$now")
    [ -n "$line" ] || break
    # shellcheck disable=SC2086 # a line of words
    set -- $line
    todo=$(echo " $todo" | sed "s/ $1 / /; s/^ //")
    if ! wanted "$5" "$6"; then continue; fi
    say "$2 ($4) has $(mib "$5") MiB, of which $(mib "$6") are in use"
    quietly at "$3" --command-timeout="$DEFRAGMENT" defrag
    # A dry run changes nothing that one would have to wait for.
    dry_run || wait_for 60 "all members well after $2" well || fail "stopped after $2; \\\`tripod-etcd status\\\` says what is wrong"
  done
  alarms=$(etcdctl alarm list) || exit 1
  case $alarms in
    *NOSPACE*)
      say "disarming NOSPACE: etcd takes writes again"
      quietly etcdctl alarm disarm
      ;;
  esac
}

mib() {
  echo $(($1 / 1048576))
}

# wanted SIZE USED: whether it would free enough. The rule of upstream's alert etcdDatabaseHighFragmentationRatio
# (etcd-io/etcd contrib/mixin/alerts/alerts.libsonnet@v3.6.5).
wanted() {
  if [ -n "$above" ]; then
    [ "$(($1 - $2))" -gt "$((above * 1048576))" ]
  else
    [ "$((2 * $2))" -lt "$1" ] && [ "$2" -gt 104857600 ]
  fi
}

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

save() {
  [ "$DATA" = /var/lib/etcd ] || fail "events are not worth a snapshot; none is made"
  file=\${1:-}
  case "$file" in /*) ;; *) fail "save needs the absolute path of a file" ;; esac
  size=$(etcdctl endpoint status --write-out=fields | awk -F ' : ' '$1 == "\\"DBSize\\"" { print int($2 / 1024) + 1 }')
  for folder in "$DATA" "$(dirname "$file")"; do
    mkdir -p "$folder"
    free=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')
    [ "$free" -gt "$((2 * size))" ] || fail "$folder has $free KiB free, a snapshot and room for etcd take $((2 * size)); free some"
  done
  if dry_run; then
    say "would save a snapshot of $size KiB to $file"
    return 0
  fi
  umask 077
  # Inside the container there is no other folder of the host that may be written.
  inside=$DATA/tripod-snapshot.db
  rm -f "$inside" "$inside.part"
  etcdctl --command-timeout="$DEFRAGMENT" snapshot save "$inside" >/dev/null 2>&1 || fail "etcd gave no snapshot; \\\`tripod-etcd status\\\` says what is wrong"
  cp "$inside" "$file.tripod-new"
  rm -f "$inside"
  sum=$(sha256sum <"$file.tripod-new")
  echo "\${sum%% *}  \${file##*/}" >"$file.sha256"
  sync "$file.tripod-new" "$file.sha256"
  mv "$file.tripod-new" "$file"
  say "saved $file; it holds every Secret of the cluster as etcd has it: keep it like the masters' disks"
}

yield() {
  now=$(survey) || exit 1
  if [ -z "$(echo "$now" | awk -v own="$TRIPOD_HOST" '$2 == own && $4 == "leader"')" ]; then return 0; fi
  heir=$(echo "$now" | awk '$4 == "follower" { print $1, $2; exit }')
  [ -n "$heir" ] || fail "no other member is well, so none can lead; start the others first"
  say "\${heir#* } is to lead"
  quietly etcdctl move-leader "\${heir%% *}"
}

[ "$TRIPOD_ETCD" = stacked ] || fail "etcd runs on hosts of its own; look after it there"
if [ "\${1:-}" = --events ]; then
  [ "$TRIPOD_EVENTS_ETCD" = yes ] || fail "events have no etcd of their own here; leave --events out"
  shift
  ETCD_ENDPOINTS=https://127.0.0.1:${EVENTS_PORTS[0]}
  DATA=/var/lib/etcd-events
fi
command=\${1:-}
[ -n "$command" ] || fail "needs a command; see --help"
shift
case "$command" in
  status)
    status
    ;;
  defrag | remove | save | yield)
    only_one
    "$command" "$@"
    ;;
  *) fail "unknown command $command; see --help" ;;
esac
`;
