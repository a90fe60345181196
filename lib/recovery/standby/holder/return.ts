import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../plan/action';
import { API_SCRIPT, STANDBY_SCRIPT, TAKEN_KEYS } from '../scripts/paths';
import { withFunctions } from './lines';
import { reaching, reachingThere, workers } from './reaching';
import type { Sides } from './side';

/**
 * Compares keys with the revisions of their last change. No value is read: what was deleted after the snapshot and came
 * back, what was written and is lost, and what was changed.
 */
const COMPARE = [
  `join -t $'\\t' -v 1 taken.keys old.keys | cut -f 1 >came-back.txt`,
  `join -t $'\\t' -v 2 taken.keys old.keys | cut -f 1 >lost.txt`,
  `join -t $'\\t' taken.keys old.keys | awk -F '\\t' '$2 != $3 { print $1 }' >changed.txt`,
];

/** Keeps what the old side has, and lists in what it differs from what was taken over. */
export function rescueApi({ own, other }: Sides): readonly Action[] {
  const { name } = own.environment;
  return [
    withFunctions([...reaching(own), ...reachingThere(other)], {
      id: `rescue-api-${name}`,
      title: `Keep a last snapshot of ${name}, and list what was deleted there and came back, and what is lost`,
      phase: 'preparation',
      time: Duration.minutes(2),
      check: [`everywhere '${API_SCRIPT} closed'`],
      commands: [
        'install -d -m 0700 "$STATE/rescue"',
        'cd "$STATE/rescue"',
        'export LC_ALL=C',
        `somewhere '${STANDBY_SCRIPT} snapshot' | tar -xf -`,
        `somewhere '${STANDBY_SCRIPT} keys' >old.keys`,
        `somewhere_there 'cat ${TAKEN_KEYS}' >taken.keys`,
        ...COMPARE,
        'echo "deleted there after the snapshot, and came back: $(wc -l <came-back.txt)"',
        'echo "written there after the snapshot, and lost: $(wc -l <lost.txt)"',
        'echo "changed there after the snapshot, and as before: $(wc -l <changed.txt)"',
        'echo "their names are in $PWD: came-back.txt, lost.txt, changed.txt"',
      ],
      verify: [
        'cd "$STATE/rescue"',
        'sha256sum --check --status etcd.db.sha256',
        '[[ -e changed.txt && -s taken.keys ]]',
      ],
      undo: ['rm -rf "$STATE/rescue"'],
    }),
  ];
}

/** The old side becomes the one that waits. Its certificates and keys stay: both sides have the same. */
export function rebuildApi({ own }: Sides): readonly Action[] {
  const { name } = own.environment;
  const quiet = {
    id: `quiet-workers-${name}`,
    title: `Stop kubelets and pods of the other hosts of ${name}: they still run what they ran when it was lost`,
    phase: 'preparation',
    time: Duration.minutes(5),
    commands: [
      '# shellcheck disable=SC2317 # called by its name',
      'quiet() { on_host "$1" \'systemctl disable --now kubelet && crictl rmp --all --force\'; }',
      'all_workers quiet',
      '[[ ! -s $(workers_list) ]] || { echo "not stopped:"; cat "$(workers_list)"; exit 1; }',
    ],
    verify: ['[[ ! -s $(workers_list) ]]'],
    undo: [
      '# shellcheck disable=SC2317 # called by its name',
      'start() { on_host "$1" \'systemctl enable --now kubelet\'; }',
      'all_workers start',
    ],
  } as const;
  const rest: Action = {
    id: `rest-masters-${name}`,
    title: `Let the masters of ${name} wait, and put their data aside`,
    phase: 'preparation',
    time: Duration.minutes(2),
    check: [`everywhere '${API_SCRIPT} closed'`],
    commands: [
      `everywhere '${API_SCRIPT} forget && ${API_SCRIPT} close'`,
      `everywhere "${STANDBY_SCRIPT} rest --suffix before-$PLAN-$EPOCH"`,
    ],
    verify: [`everywhere '${STANDBY_SCRIPT} ready'`],
    undo: new Lasting('the data lies beside: rename /var/lib/etcd/member.before-PLAN-EPOCH to member on every master'),
  };
  const functions = [...reaching(own), ...workers(own)];
  return [...(own.workers.length === 0 ? [] : [quiet]), rest].map((action) => withFunctions(functions, action));
}
