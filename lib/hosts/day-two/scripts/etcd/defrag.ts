import { ETCD_QUOTA } from '../../../etcd/timing';

/** Part of `tripod-etcd`: gives disk back, member after member. */
export const ETCD_DEFRAG = `
# next PENDING SURVEY: the line of the next member, the leader only when no other is left.
next() {
  echo "$2" | awk -v pending=" $1 " '
    index(pending, " " $1 " ") && $4 != "leader" { print; found = 1; exit }
    index(pending, " " $1 " ") { last = $0 }
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
  pending=$(echo "$now" | awk '{ printf "%s ", $1 }')
  full=
  alarms=$(etcdctl alarm list) || exit 1
  case $alarms in
    *NOSPACE*)
      full=yes
      compact "$now"
      ;;
  esac
  while [ -n "\${pending% }" ]; do
    now=$(survey)
    line=$(next "$pending" "$now")
    [ -n "$line" ] || break
    # shellcheck disable=SC2086 # a line of words
    set -- $line
    pending=$(echo " $pending" | sed "s/ $1 / /; s/^ //")
    if ! wanted "$5" "$6"; then continue; fi
    say "$2 ($4) has $(mib "$5") MiB, of which $(mib "$6") are in use"
    quietly at "$3" --command-timeout="$DEFRAGMENT" defrag
    # A dry run changes nothing that one would have to wait for.
    dry_run || wait_for 60 "all members well after $2" well || fail "stopped after $2; \\\`tripod-etcd status\\\` says what is wrong"
  done
  [ -z "$full" ] || disarm
}

# compact SURVEY: drops former states of keys. The API servers do that every five minutes, but not while nothing may be
# written (kubernetes/kubernetes staging/src/k8s.io/apiserver/pkg/storage/etcd3/compact.go@v1.34.4, Compact).
compact() {
  revision=$(echo "$1" | awk '{ print $7 }' | sort -n | head -n 1)
  say "dropping what is older than revision $revision"
  # It may be dropped already.
  quietly etcdctl --command-timeout="$DEFRAGMENT" compact --physical "$revision" 2>/dev/null || true
}

# quota CLIENT: bytes that a member may have. One older than 3.6 does not say; then that of its arguments.
quota() {
  quota_said=$(at "$1" --command-timeout="$ANSWER" endpoint status --write-out=json | sed -n 's/.*"dbSizeQuota":\\([0-9]*\\).*/\\1/p')
  echo "\${quota_said:-${ETCD_QUOTA.toKibibytes() * 1024}}"
}

# disarm: takes the alarm back where every member is below its quota. Above it the next write would raise it again.
disarm() {
  now=$(survey) || exit 1
  echo "$now" | while read -r _ name client _ size _; do
    most=$(quota "$client")
    [ "$size" -lt "$most" ] || dry_run ||
      fail "$name still has $(mib "$size") of $(mib "$most") MiB, so the alarm stays, and nothing can be written. Delete what need not be there (\\\`kubectl delete events --all --all-namespaces\\\`, then whatever \\\`etcdctl get / --prefix --keys-only\\\` shows to be many) and run this again; or give every member a larger --quota-backend-bytes"
  done || exit 1
  say "disarming NOSPACE: etcd takes writes again"
  quietly etcdctl alarm disarm
}

mib() {
  echo $(($1 / 1048576))
}

# wanted SIZE USED: whether it would free enough; with the alarm NOSPACE everything counts. The rule of upstream's alert
# etcdDatabaseHighFragmentationRatio (etcd-io/etcd contrib/mixin/alerts/alerts.libsonnet@v3.6.5).
wanted() {
  [ -z "$full" ] || return 0
  if [ -n "$above" ]; then
    [ "$(($1 - $2))" -gt "$((above * 1048576))" ]
  else
    [ "$((2 * $2))" -lt "$1" ] && [ "$2" -gt 104857600 ]
  fi
}
`;
