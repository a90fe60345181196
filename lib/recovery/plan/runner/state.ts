/** Where runs are kept, whose turn it is, and that only one is under way. */
export const STATE = `base=\${TRIPOD_STATE:-\${HOME:-/root}/.local/state/tripod}/$pair
runs=$base/$PLAN

# put FILE TEXT: whole or not at all.
put() {
  printf '%s\\n' "$2" >"$1.new"
  mv -f "$1.new" "$1"
}

# One run of any plan of the pair at a time. The scripts of steps hold the lock, too, until they end.
take_lock() {
  (umask 077 && mkdir -p "$runs") || fail "cannot write to $runs; see TRIPOD_STATE"
  exec 9>>"$base/lock"
  if ! flock --nonblock 9; then
    local pid=0 text='' orphan=''
    read -r pid text <"$base/holder" || true
    if ! kill -0 "$pid" 2>/dev/null; then
      orphan=" That process is gone, but a step that it began still works: wait until it ends."
    fi
    fail "another run holds the plans of $pair: process $pid, $text.$orphan"
  fi
  put "$base/holder" "$$ $1 of $PLAN by $who since $(utc "$EPOCHSECONDS") on \${HOSTNAME:-this machine}"
}

# The latest run of this plan: sets \`run\` (nothing where there was none), and what it knows.
find_run() {
  run='' EPOCH=0 PREVIOUS=0 LOST_AT=$EPOCHSECONDS
  [[ -e $runs/latest ]] || return 0
  run=$runs/$(<"$runs/latest")
  EPOCH=$(<"$run/epoch") PREVIOUS=$(<"$run/previous") STATE=$run/work
  if [[ -e $run/lost-at ]]; then LOST_AT=$(<"$run/lost-at"); fi
  load_record
}

need_secrets() {
  [[ -z $uses_secrets || -d $SECRETS ]] || fail 'SECRETS names no folder: the steps read keys and kubeconfigs there'
}

is_open() { [[ $run && ! -e $run/finished && ! -e $run/closed ]]; }

# Asks whose turn it is: sets \`epoch_now\` and \`side_now\`.
ask_witness() {
  local said
  said=$(bash "$here/epoch.sh") || fail "the witnesses do not say whose turn it is (epoch.sh failed); nothing was done"
  [[ $said =~ ^([0-9]{1,15})\\ ([a-z0-9.-]+)$ ]] ||
    fail "the witnesses say \\"$said\\", where an epoch and an environment are wanted, such as \\"7 $FROM\\"; nothing was done"
  epoch_now=\${BASH_REMATCH[1]} side_now=\${BASH_REMATCH[2]}
}

begin_run() {
  local number previous name count=1
  if [[ $has_witness ]]; then
    ask_witness
    [[ $side_now == "$FROM" ]] ||
      fail "epoch $epoch_now is that of $side_now: this plan leads away from $FROM, whose turn it is not. Nothing was done"
    previous=$((10#$epoch_now)) number=$((10#$epoch_now + 1))
  else
    previous=$(cat "$runs/count" 2>/dev/null || echo 0)
    number=$((previous + 1))
    put "$runs/count" "$number"
  fi
  name=$number
  # Where a run of this epoch was given up.
  while [[ -e $runs/$name ]]; do name=$number-$((count += 1)); done
  (umask 077 && mkdir -p "$runs/$name/work")
  put "$runs/$name/epoch" "$number"
  put "$runs/$name/previous" "$previous"
  put "$runs/$name/begun" "$(utc "$EPOCHSECONDS")"
  put "$runs/latest" "$name"
  find_run
  say "Run $name of $PLAN: epoch $EPOCH, after $PREVIOUS. It is kept in $run."
}

close_run() {
  put "$run/closed" "$*"
  write_json
}

# A run counts as long as the witnesses are where it left them: before its turn, or in it.
overtaken() {
  [[ $has_witness ]] || return 1
  ask_witness
  [[ "$epoch_now $side_now" != "$PREVIOUS $FROM" && "$epoch_now $side_now" != "$EPOCH $TO" ]]
}
close_overtaken() {
  if is_open && overtaken; then
    close_run "overtaken: epoch $epoch_now is that of $side_now"
    say "Run \${run##*/} is closed: epoch $epoch_now is that of $side_now, and it was to take $EPOCH from $FROM."
  fi
}

set_lost_at() {
  [[ $lost_at ]] || return 0
  local at
  at=$(date -d "$lost_at" +%s 2>/dev/null) || misused "--lost-at takes a time, such as \\"today 14:05\\", not \\"$lost_at\\""
  ((at <= EPOCHSECONDS)) || misused "--lost-at lies in the future: $(utc "$at")"
  put "$run/lost-at" "$at"
  LOST_AT=$at
}
`;
