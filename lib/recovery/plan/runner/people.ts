/** Steps that people do: they are told what to do, and say that it is done. */
export const PEOPLE = `# confirmed ID: who has said that it is done; nothing where nobody has.
confirmed() { awk -F'\\t' -v id="$1" '$1 == id { name = $2 } END { print name }' "$run/confirmed.tsv" 2>/dev/null || true; }
confirm() { printf '%s\\t%s\\t%s\\n' "$1" "$2" "$(utc "$EPOCHSECONDS")" >>"$run/confirmed.tsv"; }

# Where roles attest, nobody attests for two of them.
attests_twice() {
  [[ $attested && \${phases[$1]} == fence && \${people[$1]} ]] || return 1
  local i
  for i in "\${!ids[@]}"; do
    if [[ $i != "$1" && \${phases[i]} == fence && \${people[i]} ]] && same "$(confirmed "\${ids[i]}")" "$2"; then return 0; fi
  done
  return 1
}

# Waits until somebody has typed the id of the step, here or by \`run.sh done\`.
await_people() {
  local id=\${ids[step]} typed='' more='' by='' status name
  for name in "\${done_before[@]}"; do
    if [[ $name == "$id" && -z $(confirmed "$id") ]]; then
      ! attests_twice "$step" "$who" || stop_at 1 "$who has attested already, and $id is attested by somebody else"
      confirm "$id" "$who"
    fi
  done
  if [[ -z $(confirmed "$id") ]]; then
    say "  \${people[step]} does this by hand:"
    show "$step" 'do' | grep -v '^ *:$' || say "    \${titles[step]}"
    say "  Then type $id and the name of who did it (without a name: $who), or elsewhere: bash run.sh done $id --by NAME"
  fi
  until by=$(confirmed "$id") && [[ $by ]]; do
    status=0
    read -rt 1 more || status=$?
    typed+=$more more=''
    heed
    if ((status > 128)); then continue; fi
    if [[ $status != 0 && -z $typed ]]; then
      note not-begun
      say "Nobody can be asked here. Once it is done: bash run.sh done $id --by NAME, and bash run.sh run --by NAME" >&2
      exit 3
    fi
    name=\${typed#"$id"}
    name=\${name# }
    if [[ \${typed%% *} != "$id" ]]; then
      say "  That is not $id."
    elif ! is_name "\${name:-$who}"; then
      say '  That is not a name.'
    elif attests_twice "$step" "\${name:-$who}"; then
      say "  \${name:-$who} has attested already: this is attested by somebody else."
    else
      confirm "$id" "\${name:-$who}"
    fi
    typed=''
  done
  doer=$by
  say "  $by says that it is done"
  # Nobody expects people to be as fast as a machine: only what comes after them is watched.
  clock
  asked=$((now - began))
}

command_done() {
  [[ $argument ]] || misused 'done needs the id of a step'
  find_run
  is_open || fail "no run of $PLAN is open"
  local i
  i=$(index_of "$argument")
  [[ \${people[i]} ]] || fail "$argument is not done by people"
  ! attests_twice "$i" "$who" || fail "$who has attested already: $argument is attested by somebody else"
  confirm "$argument" "$who"
  say "$who says that $argument is done (epoch $EPOCH)"
}
`;
