/** The way back: one step undone, or the whole run given up. */
export const BACK = `command_undo() {
  [[ $argument ]] || misused 'undo needs the id of a step'
  local index i
  index=$(index_of "$argument")
  need_secrets
  take_lock undo
  find_run
  is_open || fail "no run of $PLAN is open: what is finished has a plan of its own for the way back"
  log
  settle
  step=$index
  [[ -z \${lasting[index]} ]] || fail "$argument cannot be undone: \${lasting[index]}"
  touched "$index" || fail "$argument is not done: there is nothing to undo"
  for ((i = \${#ids[@]} - 1; i > index; i--)); do
    if touched "$i" && [[ \${binding[i]} ]]; then fail "\${ids[i]} comes after it and stands: undo that first"; fi
  done
  count_approvals any
  export EPOCH PREVIOUS STATE LOST_AT
  clock
  began=$now doer=$who loss=- asked=0
  say "Undoing \${titles[index]} ($argument)"
  printf '%s\\t%s\\t%s\\n' "$argument" "$who" "$began" >"$run/at"
  doing=yes
  part undo || stop_at $? "$argument is not undone"
  note undone
  forget "$argument"
  # What was seen after it is seen anew.
  for ((i = index + 1; i < \${#ids[@]}; i++)); do
    step=$i
    if touched "$i"; then
      row undone "$(utc "$EPOCHSECONDS")" "$(utc "$EPOCHSECONDS")" 0.0 -
      forget "\${ids[i]}"
    fi
  done
  say "  undone in \${spent[$argument]} s"
}

# What people said of a step that is undone does not count for the next time.
forget() {
  [[ -e $run/confirmed.tsv ]] || return 0
  awk -F'\\t' -v id="$1" '$1 != id' "$run/confirmed.tsv" >"$run/confirmed.tsv.new"
  mv -f "$run/confirmed.tsv.new" "$run/confirmed.tsv"
}

command_abandon() {
  [[ $because ]] || misused 'abandon needs --because TEXT'
  take_lock abandon
  find_run
  is_open || fail "no run of $PLAN is open"
  settle
  close_run "given up by $who at $(utc "$EPOCHSECONDS"): $because"
  say "Run \${run##*/} of $PLAN is closed. What its steps have done stands."
}
`;
