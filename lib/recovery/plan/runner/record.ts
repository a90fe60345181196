/** The record of a run, from which everything else is derived: what is done, what was lost, how long it took. */
export const RECORD = `declare -A outcome spent lost by_whom ended_at

# What stands in the record: the last word about each step. A dash is an empty field.
load_record() {
  outcome=() spent=() lost=() by_whom=() ended_at=()
  [[ -e $run/record.tsv ]] || return 0
  local who approved step began ended took result loss
  while IFS=$'\\t' read -r who approved step _ began ended took result loss; do
    outcome[$step]=$result spent[$step]=$took lost[$step]=$loss by_whom[$step]=$who ended_at[$step]=$ended
  done <"$run/record.tsv"
}

# note OUTCOME: a line about the step that was begun.
note() {
  local took ended
  clock
  # A clock that was set back in between.
  ((now >= began)) || began=$now
  took=$(seconds $((now - began))) ended=$(utc $((now / 1000)))
  if [[ $1 == broken-off ]]; then took=- ended=-; fi
  row "$1" "$(utc $((began / 1000)))" "$ended" "$took" "$loss"
  rm -f "$run/at"
}

# row OUTCOME BEGAN ENDED SECONDS LOSS
row() {
  [[ -e $run/record.tsv ]] || printf 'who\\tapproved by\\tstep\\tphase\\tbegan\\tended\\tseconds\\toutcome\\tloss\\n' >"$run/record.tsv"
  printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$doer" "\${approved_by:--}" "\${ids[step]}" "\${phases[step]}" "$2" "$3" "$4" "$1" "$5" >>"$run/record.tsv"
  load_record
  write_json
}

# A step that a killed run left behind.
settle() {
  [[ -e $run/at ]] || return 0
  local id
  IFS=$'\\t' read -r id doer began <"$run/at"
  if ! step=$(index_of "$id" 2>/dev/null); then
    rm -f "$run/at"
    say "The last run ended in the middle of $id, which the plan does not have any more: look after it."
    return
  fi
  loss=-
  note broken-off
  say "The last run ended in the middle of $id, without a word: it is done again, or undone."
}

is_quiet() { [[ \${phases[$1]} == look || \${phases[$1]} == decision || \${phases[$1]} == verification ]]; }
# Whether a step may have changed something that stands.
touched() { [[ \${outcome[\${ids[$1]}]:-} =~ ^(done|failed|stopped|broken-off)$ ]]; }
changed_anything() {
  local i
  for i in "\${!ids[@]}"; do
    if touched "$i" && ! is_quiet "$i"; then return 0; fi
  done
  return 1
}

index_of() {
  local i
  for i in "\${!ids[@]}"; do
    if [[ \${ids[i]} == "$1" ]]; then
      echo "$i"
      return
    fi
  done
  misused "there is no step $1: there are \${ids[*]}"
}

# Sets \`rto\` and \`rto_whole\` (seconds since the loss, or a dash) and \`rpo\`, the greatest loss of a step.
measure() {
  local id
  rto=- rto_whole=- rpo=-
  if ((served_after >= 0)); then rto=$(since_loss "$served_after"); fi
  rto_whole=$(since_loss $((\${#ids[@]} - 1)))
  for id in "\${!lost[@]}"; do
    [[ \${outcome[$id]} == 'done' && \${lost[$id]} != - ]] || continue
    if [[ $rpo == - ]] || more "\${lost[$id]}" "$rpo"; then rpo=\${lost[$id]}; fi
  done
}
since_loss() {
  local id=\${ids[$1]}
  if [[ \${outcome[$id]:-} == 'done' ]]; then echo $(($(date -d "\${ended_at[$id]}" +%s) - LOST_AT)); else echo -; fi
}
more() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > b) }'; }

# The same for machines. Names hold no quotes, so that nothing needs to be escaped.
write_json() {
  local first='' name at print login state=open
  local who approved step phase began ended took result loss
  measure
  if [[ -e $run/finished ]]; then state=finished; elif [[ -e $run/closed ]]; then state=closed; fi
  {
    printf '{"schema": 1, "plan": "%s", "pair": "%s", "from": "%s", "to": "%s",' "$PLAN" "$pair" "$FROM" "$TO"
    printf ' "epoch": %d, "previous": %d, "state": "%s", "scripts": "%s",\\n' "$EPOCH" "$PREVIOUS" "$state" "$print_now"
    printf ' "begun": "%s", "lostAt": %s, "expected": {"served": %d, "whole": %d},\\n' "$(<"$run/begun")" "$(lost_since)" "$expected_served" "$expected_whole"
    printf ' "rto": {"served": %s, "whole": %s}, "rpo": %s,\\n "approvals": [' "$(number "$rto")" "$(number "$rto_whole")" "$(number "$rpo")"
    while IFS=$'\\t' read -r name at _ print login; do
      printf '%s\\n  {"by": "%s", "login": "%s", "at": "%s", "scripts": "%s"}' "$first" "$name" "$login" "$at" "$print"
      first=,
    done < <(cat "$run/approvals.tsv" 2>/dev/null)
    printf '],\\n "steps": ['
    first=''
    while IFS=$'\\t' read -r who approved step phase began ended took result loss; do
      [[ $step != step ]] || continue
      printf '%s\\n  {"step": "%s", "phase": "%s", "by": "%s", "approvedBy": %s, "began": "%s", "ended": %s, "seconds": %s, "outcome": "%s", "loss": %s}' \\
        "$first" "$step" "$phase" "$who" "$(text "$approved")" "$began" "$(text "$ended")" "$(number "$took")" "$result" "$(number "$loss")"
      first=,
    done < <(cat "$run/record.tsv" 2>/dev/null)
    printf ']}\\n'
  } >"$run/record.json.new"
  mv -f "$run/record.json.new" "$run/record.json"
}
lost_since() { if [[ -e $run/lost-at ]]; then printf '"%s"' "$(utc "$LOST_AT")"; else printf null; fi; }
number() { if [[ $1 =~ ^[0-9]+(\\.[0-9]+)?$ ]]; then printf '%s' "$1"; else printf null; fi; }
text() { if [[ $1 == - ]]; then printf null; else printf '"%s"' "$1"; fi; }
`;
