import { ETCD_DATA, EVENTS_DATA } from '../../../etcd/paths';
import { EVENTS_PORTS } from '../../../ports';
import { hostScript } from '../../../scripts/script';
import { ETCD_DEFRAG } from './defrag';
import { ETCD_MEMBERS } from './members';
import { ETCD_SNAPSHOT } from './snapshot';
import { ETCD_SURVEY } from './survey';

/** `tripod-etcd`: members of etcd on the masters. etcdctl comes from the image that runs, so that versions agree. */
export const ETCD_SCRIPT = hostScript({
  name: 'tripod-etcd',
  help: `tripod-etcd [--events] COMMAND
Looks after the members of etcd on the masters. Run as root on a master whose own member runs.

  status                  how every member is; 1 where one is not as it should be
  defrag [--above MIB]    gives back the disk that deleted keys left: one member after the other, the leader last, since
                          a member answers nobody meanwhile. Those with more than MIB to give; without --above those that
                          use more than 100 MiB, and less than half of what they have. With the alarm NOSPACE: drops
                          what is there of former states, defragments every member, and takes the alarm back where
                          there is room again
  remove NAME [--force]   takes a lost member out, before another comes in its place; a healthy one only with --force.
                          NAME: of the host, or the id of a member that has no name yet
  snapshot FILE           saves a snapshot, with its checksum in FILE.sha256
  move-leader             hands the leadership over where this member has it: before its host or its etcd ends

  --events                the etcd of events, where there is one`,
  body: `
# Seconds that a member may take to answer, and to defragment 8 GiB.
ANSWER=5s
DEFRAGMENT=600s
DATA=${ETCD_DATA}
${[ETCD_SURVEY, ETCD_DEFRAG, ETCD_MEMBERS, ETCD_SNAPSHOT].join('')}
[ "$TRIPOD_ETCD" = stacked ] || fail "etcd runs on hosts of its own; look after it there"
if [ "\${1:-}" = --events ]; then
  [ "$TRIPOD_EVENTS_ETCD" = yes ] || fail "events have no etcd of their own here; leave --events out"
  shift
  ETCD_ENDPOINTS=https://127.0.0.1:${EVENTS_PORTS[0]}
  DATA=${EVENTS_DATA}
fi
command=\${1:-}
[ -n "$command" ] || fail "needs a command; see --help"
shift
case "$command" in
  status)
    status
    ;;
  defrag | remove | snapshot)
    only_one
    "$command" "$@"
    ;;
  move-leader)
    only_one
    move_leader
    ;;
  *) fail "unknown command $command; see --help" ;;
esac
`,
});
