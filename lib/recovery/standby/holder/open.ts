import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../plan/action';
import type { Fence } from '../../plan/fence';
import { API_SCRIPT, CLEAN_SCRIPT, INBOX, RESTORE_SCRIPT, STANDBY_SCRIPT } from '../scripts/paths';
import { withFunctions } from './lines';
import { reaching, reachingThere, workers } from './reaching';
import { fetching } from './snapshot';
import type { Sides } from './side';

/** A word that no restore had before: members made from different snapshots never meet. */
const TOKEN = '$PLAN-$EPOCH';
const CHOSEN = '"$STATE/snapshot/chosen"';

/** The take-over of the API: nothing here is stopped before the snapshot was verified on every master that takes part. */
export function openApi(sides: Sides, fence: Fence): readonly Action[] {
  const { own, other, store } = sides;
  const functions = [...reaching(own), ...reachingThere(other), ...fetching(store)];
  const actions = [
    fence.kind === 'executed' ? lastSnapshot(sides) : newestSnapshot(sides),
    prepare(sides),
    exchange(sides),
    serve(sides),
    clean(sides),
    webhooks(sides),
  ];
  return actions.map((action) => withFunctions(functions, action));
}

/** What clients of the API need not wait for. */
export function settleApi(sides: Sides): readonly Action[] {
  const { own } = sides;
  if (own.workers.length === 0) return [];
  return [withFunctions([...reaching(own), ...workers(own)], join(sides))];
}

/** What was written after it is lost. */
function newestSnapshot({ own, other }: Sides): Action {
  return {
    id: `fetch-snapshot-${own.environment.name}`,
    title: `Fetch the newest whole snapshot of ${other.environment.name}`,
    phase: 'data',
    time: Duration.seconds(30),
    // A run that goes on keeps what it had: masters may have been made from it.
    commands: ['is_fetched || fetch_newest'],
    verify: ['is_fetched'],
    undo: ['rm -rf "$STATE/snapshot"'],
    loses: [`if is_fetched; then age_of "$(<${CHOSEN})"; fi`],
  };
}

/** The old side was closed, and gives all that it has: nothing is lost. */
function lastSnapshot({ own, other }: Sides): Action {
  return {
    id: `fetch-snapshot-${own.environment.name}`,
    title: `Take the last snapshot of ${other.environment.name}, which is closed`,
    phase: 'data',
    time: Duration.seconds(30),
    check: [
      `while read -r master <&3; do on_host_there "$master" '${API_SCRIPT} closed'; done 3< <(all_masters_there)`,
    ],
    commands: [
      'install -d -m 0700 "$STATE/snapshot"',
      `somewhere_there '${STANDBY_SCRIPT} healthy >&2 && ${STANDBY_SCRIPT} snapshot' | tar -C "$STATE/snapshot" -xf -`,
      `echo etcd.db >${CHOSEN}`,
    ],
    verify: ['is_fetched'],
    undo: ['rm -rf "$STATE/snapshot"'],
    loses: ['echo 0'],
  };
}

function prepare({ own }: Sides): Action {
  return {
    id: `prepare-etcd-${own.environment.name}`,
    title: `Verify the snapshot on all masters of ${own.environment.name}, by a restore beside what is there`,
    phase: 'data',
    time: Duration.seconds(30),
    check: ['is_fetched'],
    commands: [
      `snapshot=$(<${CHOSEN})`,
      'choose_masters',
      'send "$STATE/snapshot" "$snapshot" "$snapshot.sha256"',
      `everywhere "${RESTORE_SCRIPT} prepare ${INBOX}/$snapshot --token ${TOKEN}"`,
    ],
    verify: ["everywhere '[ -e /var/lib/etcd/restored/made-from ]'"],
    undo: [`everywhere 'rm -rf ${INBOX} /var/lib/etcd/restored'`],
  };
}

function exchange({ own }: Sides): Action {
  return {
    id: `start-etcd-${own.environment.name}`,
    title: `Start etcd of ${own.environment.name} with it`,
    phase: 'data',
    time: Duration.seconds(30),
    commands: [
      `everywhere '${RESTORE_SCRIPT} stop'`,
      `everywhere "${RESTORE_SCRIPT} swap --suffix ${TOKEN}"`,
      `everywhere '${RESTORE_SCRIPT} start-etcd'`,
      `everywhere '${STANDBY_SCRIPT} healthy'`,
    ],
    verify: [`everywhere '${STANDBY_SCRIPT} healthy'`],
    undo: [`everywhere "${STANDBY_SCRIPT} rest --suffix undone-${TOKEN}"`],
  };
}

/** Guards open what has the epoch; without any, the step does. */
function serve({ own, closesWithin }: Sides): Action {
  const opens = closesWithin === undefined ? [`everywhere '${API_SCRIPT} open'`] : [];
  return {
    id: `open-api-${own.environment.name}`,
    title: `Record the epoch on the masters of ${own.environment.name}, and open their API servers`,
    phase: 'data',
    time: Duration.seconds(30),
    commands: [
      `everywhere '${STANDBY_SCRIPT} settle'`,
      `everywhere "${API_SCRIPT} epoch $EPOCH"`,
      ...opens,
      `everywhere '${API_SCRIPT} await'`,
    ],
    verify: [`everywhere '${API_SCRIPT} await'`],
    undo: [`everywhere '${API_SCRIPT} forget && ${API_SCRIPT} close'`],
  };
}

function clean({ own, other }: Sides): Action {
  return {
    id: `clean-api-${own.environment.name}`,
    title: `Take out what belonged to ${other.environment.name}: nodes, leases, attachments, pods, dead webhooks`,
    phase: 'objects',
    time: Duration.minutes(1),
    commands: [
      `somewhere '${CLEAN_SCRIPT} take-over'`,
      '# They have asked in vain until now, and ask less and less often.',
      "everywhere 'systemctl restart kubelet'",
    ],
    verify: [`somewhere '${CLEAN_SCRIPT} left'`],
    undo: new Lasting('the snapshot still has all of it, and the other side as well'),
  };
}

/** Those that were there before have a certificate, and register again; others are invited. */
function join({ own }: Sides): Action {
  return {
    id: `join-workers-${own.environment.name}`,
    title: `Join the other hosts of ${own.environment.name}`,
    phase: 'traffic',
    time: Duration.minutes(10),
    commands: [
      'inviter=$(taking_part | head -n 1)',
      '# shellcheck disable=SC2317 # called by its name',
      'join() {',
      '  if answers "$1" && on_host "$1" \'[ -e /var/lib/tripod/joined ] && systemctl enable kubelet && systemctl restart kubelet\'; then return; fi',
      '  invite "$inviter" | take_invitation "$1"',
      '}',
      'all_workers join',
      'if [[ -s $(workers_list) ]]; then { echo "These did not join; the plan goes on without them:"; cat "$(workers_list)"; } >&2; fi',
    ],
    verify: [`(($(wc -l <"$(workers_list)") < ${own.workers.length})) || { echo "none of them joined" >&2; exit 1; }`],
    undo: new Lasting('hosts that are in the cluster do no harm'),
  };
}

function webhooks({ own }: Sides): Action {
  return {
    id: `put-webhooks-back-${own.environment.name}`,
    title: `Put webhooks back in ${own.environment.name}, once their pods run`,
    phase: 'tidy',
    time: Duration.minutes(5),
    commands: [`somewhere '${CLEAN_SCRIPT} webhooks'`],
    verify: [`somewhere '${CLEAN_SCRIPT} webhooks'`],
    undo: new Lasting('they are as they were before the loss'),
  };
}
