/** What `run.sh` says: its help, times as people read them, and how it refuses. */
export const SPEECH = `usage() {
  cat <<HELP
Usage: run.sh COMMAND [OPTIONS]

$title.
From $FROM to $TO; decided by $decided_by. RUNBOOK.md beside
this file tells the same to people.

  status            where the plan stands: steps, who, how long, what was lost
  approve --by NAME [--lost-at TIME]
                    one of the $approvals_needed approval(s), by different people, that stand
                    before the first step that changes anything. It holds for
                    $approval_hours hours, for these scripts and for this epoch
  run --by NAME [--until ID] [--yes] [--lost-at TIME] [--done ID]
                    does the steps that are not done, in order, and stops at
                    the first that fails; run again, it goes on there
  done ID --by NAME says that people have done a step, to a run that waits for
                    it or comes to it later
  undo ID --by NAME undoes a step, where no step after it stands done
  abandon --by NAME --because TEXT
                    closes a run that is not to be finished
  run --dry-run     shows every command, runs the checks (they only read), and
                    changes nothing

  --until ID        ends after this step
  --yes             does not ask before the first step that changes anything
  --lost-at TIME    when service was lost, such as "today 14:05": the RTO counts
                    from then. Default: from the first command of the run
  --done ID         says beforehand that people have done this step

Environment: SECRETS, the folder with keys and kubeconfigs that the steps name;
TRIPOD_STATE, where runs are kept (~/.local/state/tripod).
Status: 0 all is done; 1 something failed or is refused; 2 wrong usage; 3 people
have to do something; 130 and 143 stopped by a signal.
HELP
}

say() { printf '%s\\n' "$*"; }
fail() {
  printf 'run.sh: %s\\n' "$*" >&2
  exit 1
}
misused() {
  printf 'run.sh: %s; see --help\\n' "$*" >&2
  exit 2
}

# Milliseconds since 1970, in \`now\`.
clock() { now=$((\${EPOCHREALTIME/[.,]/} / 1000)); }
# seconds MILLISECONDS: with one digit behind the point.
seconds() { printf '%d.%d' $(($1 / 1000)) $(($1 % 1000 / 100)); }
# utc SECONDS
utc() { date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ; }
# span SECONDS: as people say it.
span() {
  if (($1 < 120)); then
    printf '%d s' "$1"
  elif (($1 < 7200)); then
    printf '%d min %d s' $(($1 / 60)) $(($1 % 60))
  else
    printf '%d h %d min' $(($1 / 3600)) $(($1 % 3600 / 60))
  fi
}
`;
