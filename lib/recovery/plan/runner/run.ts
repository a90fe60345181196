/** The steps in their order, to the end. */
export const RUN = `command_run() {
  local i until_index=-1 released='' changed=''
  if [[ $until ]]; then until_index=$(index_of "$until"); fi
  for i in "\${done_before[@]}"; do index_of "$i" >/dev/null; done
  need_secrets
  take_lock run
  find_run
  if [[ $run && -e $run/finished ]]; then
    fail "this plan has been run, and is not run twice: $(<"$run/finished"). Only a new approval begins another run"
  fi
  close_overtaken
  if [[ $run && -e $run/closed ]]; then
    fail "run \${run##*/} is closed ($(<"$run/closed")). Only a new approval begins another run"
  fi
  is_open || begin_run
  log
  set_lost_at
  [[ -e $run/lost-at ]] || put "$run/lost-at" "$LOST_AT"
  settle
  export EPOCH PREVIOUS STATE LOST_AT
  start=$EPOCHSECONDS
  if changed_anything; then changed=yes; fi
  count_approvals "$(age)"
  say "$title: run \${run##*/} by $who, at $(utc "$start")"
  for i in "\${!ids[@]}"; do
    # What was seen before anything changed is seen anew: it may have been hours ago.
    if [[ \${outcome[\${ids[i]}]:-} == 'done' && (\${phases[i]} != look || $changed) ]]; then
      say "[$((i + 1))/\${#ids[@]}] \${ids[i]}: done already, by \${by_whom[\${ids[i]}]}"
    else
      if [[ \${phases[i]} != look && -z $released ]]; then
        require_approvals
        release
        released=yes
      fi
      run_step "$i"
    fi
    if ((i == until_index && i + 1 < \${#ids[@]})); then
      say ''
      say "Ended after $until, as asked. Go on: bash run.sh run --by NAME"
      return
    fi
  done
  finish
}

# A last question before the first step of this command that changes anything.
release() {
  [[ -z $yes ]] || return 0
  say ''
  say "Approved by $approved_by. The next steps change what serves: type $PLAN to go on, anything else ends here."
  local typed='' more='' status=142
  while ((status > 128)); do
    status=0
    read -rt 1 more || status=$?
    typed+=$more
    heed
  done
  [[ $typed == "$PLAN" ]] || fail "not released: nothing was changed. Where nobody can be asked, give --yes"
}

finish() {
  put "$run/finished" "by $who, at $(utc "$EPOCHSECONDS")"
  write_json
  say ''
  say "$title: all is done, epoch $EPOCH."
  totals
  say "  record: $run/record.tsv and record.json"
}

totals() {
  measure
  if [[ $rto != - ]]; then say "  RTO: $(span "$rto") from the loss ($(utc "$LOST_AT")) until clients were led to $TO; expected $(span "$expected_served") from the first step"; fi
  if [[ $rto_whole != - ]]; then say "  to the end of the plan: $(span "$rto_whole"); expected $(span "$expected_whole")"; fi
  if [[ $rpo != - ]]; then say "  RPO: $rpo s, the most that a step lost by its own measure"; fi
}

# All that is said from here on stands in the log of the run, too, to the last word: signals are for others.
log() {
  exec > >(
    trap '' HUP INT TERM
    exec tee -a "$run/log.txt" 9>&-
  ) 2>&1
  tee=$!
  trap 'end_log $?' EXIT
  # Heeded where the run waits: bash 5.2 aborts where a trap waits in the middle of a read that waits.
  trap 'signal=INT' INT
  trap 'signal=TERM' TERM
  trap 'signal=HUP' HUP
}

# Waits until all has been written; not for what a step may have left running, which writes to it, too.
end_log() {
  local tries
  exec >/dev/null 2>&1
  for ((tries = 0; tries < 100; tries++)); do
    kill -0 "$tee" 2>/dev/null || break
    read -rt 0.02 -u "$quiet" || true
  done
  exit "$1"
}
`;
