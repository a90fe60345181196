/** What is asked of a member, by its name. */
export const MAIN = `case \${1:-help} in
  start | begin | restart | replicate | state | position | taken | epoch | lag | follows | receives | reach | take | keep) "$@" ;;
  close | probe | send | sent | want | receive | accept | turn_round | follow | join | recovered | form | alone) "$@" ;;
  is)
    question=is_$2
    shift 2
    "$question" "$@"
    ;;
  *)
    echo "usage: $0 start | replicate | begin | restart | is ready|up|open|closed|replica|waiting|heir EPOCH | state | position" >&2
    echo '  taken | epoch | lag [UNTIL] | follows | receives SECONDS | reach POSITION SECONDS | take EPOCH SECONDS' >&2
    echo '  keep EPOCH | close SECONDS | probe | send | sent | want | receive | accept | turn_round | follow | join | recovered' >&2
    echo '  join | recovered | form | alone POSITION' >&2
    exit 2
    ;;
esac
`;
