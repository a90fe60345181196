/** One step: checked, measured, done, verified; and what is said where it does not go well. */
export const STEP = `# A pipe on which nothing comes: reading from it waits, without a process.
exec {quiet}<> <(:)
job='' signal='' step='' doing='' loss=- began=0

script_of() { printf '%s/steps/%s' "$here" "\${scripts[$1]}"; }

# show INDEX PART: the commands of a part, as they stand in its script.
show() { sed -n "/^#> $2\\$/,/^#< $2\\$/{/^#[<>] $2\\$/d;s/^/    /;p}" "$(script_of "$1")"; }

# part NAME: runs a part of the step in a group of its own, which a signal ends as a whole. Says so when it takes longer
# than expected.
part() {
  local status=0 late=\${times[step]}
  heed
  setsid bash "$(script_of "$step")" "$1" </dev/null &
  job=$!
  while kill -0 "$job" 2>/dev/null; do
    read -rt 0.02 -u "$quiet" || true
    heed
    clock
    if ((now - asked - began > late * 1000)); then
      say "  … still at it after $(span $(((now - began) / 1000))), expected $(span "\${times[step]}"). Ctrl-C stops here, and it can be gone on with."
      late=$((late * 2))
    fi
  done
  wait "$job" || status=$?
  job=''
  return "$status"
}

# What is lost by going on: a number of seconds on the last line.
measure_loss() {
  [[ \${measures[step]} && $loss == - ]] || return 0
  local said
  said=$(timeout --kill-after=5 30 bash "$(script_of "$step")" loses </dev/null | tail -n 1) || true
  if [[ $said =~ ^[0-9]+(\\.[0-9]+)?$ ]]; then
    loss=$said
    say "  lost by going on, as measured: $loss s"
  fi
}

run_step() {
  step=$1 doing='' loss=- doer=$who asked=0
  local id=\${ids[step]}
  clock
  began=$now
  printf '%s\\t%s\\t%s\\n' "$id" "$who" "$began" >"$run/at"
  say ''
  say "[$((step + 1))/\${#ids[@]}] \${titles[step]} ($id), expected $(span "\${times[step]}"); $(span $((now / 1000 - start))) since the run began"
  part check || stop_at $? "$id is not begun: its check does not hold"
  if [[ \${people[step]} ]]; then await_people; fi
  measure_loss
  doing=yes
  part 'do' || stop_at $? "$id has failed"
  part verify || stop_at $? "$id has not reached what it was for: its verification does not hold"
  measure_loss
  note 'done'
  say "  done in \${spent[$id]} s"
}

# stop_at STATUS TEXT: writes down that the step did not end well, says the way on, and ends the run.
stop_at() {
  local id=\${ids[step]}
  if [[ $doing ]]; then note failed; else note not-begun; fi
  {
    say ''
    say "$2 (status $1, after \${spent[$id]} s). What it said stands above, and in $run/log.txt."
    ways_on
  } >&2
  exit 1
}

ways_on() {
  local id=\${ids[step]}
  say "  Go on with this step:  bash run.sh run --by NAME"
  if [[ \${lasting[step]} ]]; then
    say "  No way back from it:   \${lasting[step]}"
  elif ! is_quiet "$step"; then
    say "  Undo this step:        bash run.sh undo $id --by NAME"
  fi
  say "  See what it runs:      \${scripts[step]} in $here/steps"
  say '  What is done before it stays done.'
}

# Whether anything of the group still works: what has ended may stand there until somebody asks how.
works() { ps -eo pgid=,stat= | awk -v group="$job" '$1 == group && $2 !~ /^Z/ { found = 1 } END { exit !found }'; }

# Ends the run where a signal has come.
heed() {
  case $signal in
    INT) interrupted 130 ;;
    TERM) interrupted 143 ;;
    HUP) interrupted 129 ;;
  esac
}

interrupted() {
  trap '' INT TERM HUP
  if [[ $job ]]; then
    kill -TERM -- "-$job" 2>/dev/null || kill -TERM "$job" 2>/dev/null || true
    local end=$((SECONDS + 5))
    while works && ((SECONDS < end)); do read -rt 0.1 -u "$quiet" || true; done
    kill -KILL -- "-$job" 2>/dev/null || true
  fi
  if [[ -e \${run:-/nowhere}/at ]]; then
    if [[ $doing ]]; then note stopped; else note not-begun; fi
    {
      say ''
      say "Stopped by $signal in the middle of \${ids[step]}. The record is kept."
      ways_on
    } >&2
  else
    say "Stopped by $signal: no step was under way." >&2
  fi
  exit "$1"
}
`;
