/** What `run.sh` is told. */
export const MAIN = `# Of people, in any script; nothing in it that a table or a text in quotes cannot hold.
is_name() { [[ \${#1} -ge 2 && \${#1} -le 100 && ! $1 =~ [[:cntrl:]\\"\\\\,] && $1 =~ [^[:space:]] && $1 != -* ]]; }

command='' argument='' who='' until='' because='' lost_at='' yes='' dry_run='' done_before=()
while (($#)); do
  case $1 in
    -h | --help)
      usage
      exit
      ;;
    --yes) yes=yes ;;
    --dry-run) dry_run=yes ;;
    --by | --until | --because | --lost-at | --done)
      (($# > 1)) || misused "$1 needs a value"
      case $1 in
        --by) who=$2 ;;
        --until) until=$2 ;;
        --because) because=\${2//[$'\\t\\n\\r"\\\\']/ } ;;
        --lost-at) lost_at=$2 ;;
        --done) done_before+=("$2") ;;
      esac
      shift
      ;;
    -*) misused "unknown option $1" ;;
    *)
      if [[ -z $command ]]; then
        command=$1
      elif [[ -z $argument && $command =~ ^(undo|done)$ ]]; then
        argument=$1
      else
        misused "unexpected $1"
      fi
      ;;
  esac
  shift
done

if [[ $command =~ ^(approve|run|undo|done|abandon)$ && -z $dry_run ]]; then
  is_name "$who" || misused "$command needs --by and the name of a person, without commas and quotes"
fi
[[ -z $dry_run || $command == run ]] || misused '--dry-run goes with run'
for program in awk flock ps setsid sha256sum tee timeout; do
  command -v "$program" >/dev/null || fail "needs the program $program, which is not in the search path"
done
print_now=$(fingerprint)
export SECRETS=\${SECRETS:-/nonexistent}

case $command in
  status) command_status ;;
  approve) command_approve ;;
  run) if [[ $dry_run ]]; then command_dry_run; else command_run; fi ;;
  done) command_done ;;
  undo) command_undo ;;
  abandon) command_abandon ;;
  '') misused 'needs a command' ;;
  *) misused "unknown command $command" ;;
esac
`;
