import { Duration } from 'cdk8s';
import { type CephMirror, MIRROR_NAMES } from '../../../../storage';
import { type Action, Lasting } from '../../../plan/action';
import { hand } from '../../hand';
import { actionsOf, type Sides, type Step, use } from '../../step';
import { joinRealmAgain, realmsOf } from '../buckets';
import { sendNoDirectories } from '../daemons';
import { unfence } from '../fence';
import { keepNumbers } from '../numbers';
import { makeObjects, readObjects } from '../objects';
import { protectedBy, type ProtectedVolumes } from '../protected';
import { makeReplications, reachState, removeAll, turnAll } from '../replications';
import { FOLDER, followed, functions } from './setting';

/**
 * What comes first, while the other side serves: volumes of this side follow those of the other one. Nothing that lies here may
 * reach the other side, which is ahead of it.
 * @param by role that builds what is to be built anew
 */
export function followAgain(sides: Sides, mirror: CephMirror, by: string): readonly Action[] {
  const { from, to } = sides;
  const volumes = protectedBy(mirror);
  const blocks = volumes.kinds.length > 0;
  const { shared } = mirror.side.mirrored;
  const realms = realmsOf(mirror);
  const steps: readonly Step[] = [
    whichCeph(),
    ...(realms === undefined ? [] : [only('anew', joinRealmAgain(sides, realms))]),
    ...(shared ? [only('old', sendNoDirectories())] : []),
    ...unfence(mirror).map((step) => only('old', step)),
    ...(blocks ? [keepNumbers(mirror, FOLDER)] : []),
    ...(blocks ? follow(mirror, volumes, shared, to.name) : []),
  ];
  const built = hand(by, [
    {
      id: 'build-storage',
      title: `${by} builds storage of ${from.name} from its plan, where it is to be built anew; then its links to ${to.name} open, and both join ("Join the storage" of PLAN.md${shared ? `, in ${from.name} without the file system` : ''})`,
      phase: 'preparation',
      time: Duration.hours(4),
      verify: [use(from), `kubectl get cephblockpools --namespace=${MIRROR_NAMES.namespace} --output=name`],
    },
  ]);
  const made = actionsOf(steps, { phase: 'preparation', before: functions(sides) });
  const at = made.findIndex(({ id }) => id === 'keep-numbers' || id === 'follow-read-volumes');
  return at < 0 ? [...made, ...built] : [...made.slice(0, at), ...built, ...made.slice(at)];
}

/** Decided once, before storage is applied: whether what lies here is of the Ceph that was lost, or of a new one. */
function whichCeph(): Step {
  return {
    id: 'which-ceph',
    what: 'find out whether Ceph here is the old one, or is built anew',
    commands: [
      `found=$(kubectl get cephclusters --namespace=${MIRROR_NAMES.namespace} --output=name --ignore-not-found || true)`,
      'if [ ! -f ceph ]; then if [ -n "$found" ]; then echo old > ceph; else echo anew > ceph; fi; fi',
      'echo "Ceph here: $(cat ceph)"',
    ],
    verify: ['grep -qxE "old|anew" ceph'],
    undo: ['rm -f ceph'],
  };
}

/** A step for one of the two. */
function only(which: 'old' | 'anew', step: Step): Step {
  const where = (lines: readonly string[]) => [
    `if grep -qx ${which} ceph; then`,
    ...lines,
    'else',
    `  echo "not here: Ceph is $(cat ceph)"`,
    'fi',
  ];
  const { commands, verify } = step;
  return { ...step, commands: where(commands), verify: verify.length === 0 ? [] : where(verify) };
}

/**
 * Where Ceph was built anew, what it made under the names of volumes is empty, and gives way. Where it is the old one, its state
 * is thrown away, and only then a resync may run by itself: while roles are exchanged in good order it could take the wrong
 * side (ceph-csi issue 3209).
 */
function follow(mirror: CephMirror, volumes: ProtectedVolumes, shared: boolean, name: string): readonly Step[] {
  const read = readObjects('there', FOLDER, volumes, shared);
  return [
    { ...read, id: 'follow-read-volumes', what: `read which volumes ${name} has, and find those that are protected` },
    only('anew', {
      id: 'give-way',
      what: 'where Ceph is new, empty volumes give way',
      commands: [
        'pause here',
        ...removeAll(volumes, 'here'),
        `kubectl delete --ignore-not-found --timeout=300s -f ${FOLDER}/claims.json`,
        // Of an earlier run: bound once, they would wait for a claim that is gone.
        `kubectl delete --ignore-not-found --timeout=300s -f ${FOLDER}/volumes.json`,
      ],
      verify: ['kubectl get --raw=/readyz > /dev/null'],
      undo: new Lasting('they were empty'),
      time: Duration.minutes(15),
    }),
    only('anew', { ...makeObjects(FOLDER), id: 'make-volumes-anew' }),
    only('old', {
      id: 'throw-away',
      what: 'where Ceph is the old one, nothing runs on its volumes, which follow and throw away what they have',
      commands: [
        'pause here',
        'detached here',
        ...turnAll(volumes, 'here', 'secondary', true),
        ...reachState(volumes, 'here', 'Secondary'),
      ],
      verify: reachState(volumes, 'here', 'Secondary'),
      undo: new Lasting('what lay here is thrown away'),
      time: Duration.minutes(20),
    }),
    followed(),
    {
      id: 'be-secondary',
      what: 'volumes follow, and none is synchronized anew by itself from now on',
      commands: [makeReplications(mirror, 'secondary'), ...reachState(volumes, 'here', 'Secondary')],
      verify: reachState(volumes, 'here', 'Secondary'),
      undo: new Lasting('they have to follow'),
      time: Duration.minutes(5),
    },
  ];
}
