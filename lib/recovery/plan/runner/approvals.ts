/** Who has approved: different people, for these very scripts, not too long ago. */
export const APPROVALS = `# What is approved: the programs, byte for byte.
fingerprint() { (cd "$here" && shopt -s nullglob && sha256sum -- *.sh steps/*.sh | sha256sum | cut -d' ' -f1); }

# same NAME NAME: whether they are one person, as far as names tell.
same() {
  local one=\${1,,} other=\${2,,}
  [[ \${one//[ ._-]/} == "\${other//[ ._-]/}" ]]
}

# Who has approved these scripts for this run: sets \`approved_by\` and \`approved\`. With "fresh" only what is not too old.
count_approvals() {
  local name at print
  approved=0 approved_by='' outdated=''
  [[ -e $run/approvals.tsv ]] || return 0
  while IFS=$'\\t' read -r name _ at print _; do
    if [[ $print != "$print_now" ]]; then
      outdated+="\${outdated:+, }$name: the scripts have changed since"
    elif [[ \${1:-} == fresh ]] && ((at + approval_hours * 3600 < EPOCHSECONDS)); then
      outdated+="\${outdated:+, }$name: more than $approval_hours hours ago"
    else
      approved=$((approved + 1))
      approved_by+="\${approved_by:+, }$name"
    fi
  done <"$run/approvals.tsv"
}

command_approve() {
  need_secrets
  take_lock approval
  find_run
  close_overtaken
  is_open || begin_run
  set_lost_at
  settle
  local name at print
  count_approvals "$(age)"
  while IFS=$'\\t' read -r name _ at print _; do
    same "$name" "$who" && [[ $print == "$print_now" && ", $approved_by, " == *", $name, "* ]] &&
      fail "$name has approved this run already, on $(utc "$at"): the other approval is somebody else's"
  done < <(cat "$run/approvals.tsv" 2>/dev/null)
  # An older one of the same person gives way.
  drop_approval
  printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "$who" "$(utc "$EPOCHSECONDS")" "$EPOCHSECONDS" "$print_now" "$(id -un)" >>"$run/approvals.tsv"
  count_approvals "$(age)"
  write_json
  say "$who approves $PLAN for epoch $EPOCH; scripts $print_now"
  say "Approvals: $approved of $approvals_needed ($approved_by). RUNBOOK.md names the scripts that it describes: compare."
  if ((approved >= approvals_needed)); then say "Next: bash run.sh run --by NAME"; fi
}

drop_approval() {
  [[ -e $run/approvals.tsv ]] || return 0
  local line kept=''
  while IFS= read -r line; do
    same "\${line%%$'\\t'*}" "$who" || kept+=$line$'\\n'
  done <"$run/approvals.tsv"
  printf '%s' "$kept" >"$run/approvals.tsv.new"
  mv -f "$run/approvals.tsv.new" "$run/approvals.tsv"
}

# Before anything has changed, approvals grow old; afterwards the plan must be able to go on.
age() { if changed_anything; then echo any; else echo fresh; fi; }

require_approvals() {
  count_approvals "$(age)"
  ((approved >= approvals_needed)) && return
  fail "$approved of $approvals_needed approvals\${approved_by:+ (from $approved_by)}; next: bash run.sh approve --by NAME, by somebody else each.\${outdated:+ No longer counted: $outdated.}"
}
`;
