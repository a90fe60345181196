/** What only looks: where a run stands, and what it would do. */
export const SHOW = `command_status() {
  find_run
  say "$title, from $FROM to $TO ($PLAN of $pair)"
  say "scripts $print_now"
  if [[ -z $run ]]; then
    say 'It has not been run.'
  else
    say "run \${run##*/}: epoch $EPOCH, begun $(<"$run/begun"), lost at $(utc "$LOST_AT")"
    local file
    for file in finished closed; do
      if [[ -e $run/$file ]]; then say "$file $(<"$run/$file")"; fi
    done
    if is_open; then
      count_approvals "$(age)"
      say "approvals: $approved of $approvals_needed\${approved_by:+ ($approved_by)}\${outdated:+; not counted: $outdated}"
    fi
  fi
  local i id state
  say ''
  printf '%3s  %-28s %-12s %-10s %9s %9s %8s  %s\\n' '' step phase state seconds expected lost by
  for i in "\${!ids[@]}"; do
    id=\${ids[i]} state=\${outcome[\${ids[i]}]:-to do}
    if [[ $run && -e $run/at && $(cut -f1 "$run/at") == "$id" ]]; then state=begun; fi
    printf '%3d  %-28s %-12s %-10s %9s %9s %8s  %s\\n' $((i + 1)) "$id" "\${phases[i]}" "$state" "\${spent[$id]:--}" "\${times[i]}" "\${lost[$id]:--}" "\${by_whom[$id]:--}"
  done
  if [[ $run && -e $run/finished ]]; then
    say ''
    totals
  fi
}

command_dry_run() {
  local i part checks=yes
  STATE=$(mktemp -d)
  trap 'rm -rf "$STATE"' EXIT
  local kept=$STATE
  find_run
  STATE=$kept
  if ! is_open; then
    LOST_AT=$EPOCHSECONDS
    if [[ -z $has_witness ]]; then
      PREVIOUS=$(cat "$runs/count" 2>/dev/null || echo 0)
    elif (ask_witness); then
      ask_witness
      PREVIOUS=$((10#$epoch_now))
    else
      PREVIOUS=0 checks=''
    fi
    EPOCH=$((PREVIOUS + 1))
  fi
  export EPOCH PREVIOUS STATE LOST_AT
  say "$title: what would be run for epoch $EPOCH. Nothing is changed."
  for i in "\${!ids[@]}"; do
    say ''
    say "[$((i + 1))/\${#ids[@]}] \${titles[i]} (\${ids[i]}), expected $(span "\${times[i]}")\${people[i]:+, by \${people[i]}}"
    for part in check loses 'do' verify undo; do
      if [[ $part == undo && \${lasting[i]} ]]; then continue; fi
      if ! show "$i" "$part" | grep -qv '^ *:$'; then continue; fi
      say "  $part"
      show "$i" "$part"
      if [[ $part == check && $checks ]]; then
        if timeout --kill-after=5 60 bash "$(script_of "$i")" check </dev/null; then say '  → holds now'; else say '  → does not hold now; it may wait for steps before it'; fi
      fi
    done
    if [[ \${lasting[i]} ]]; then say "  no way back: \${lasting[i]}"; fi
  done
}
`;
