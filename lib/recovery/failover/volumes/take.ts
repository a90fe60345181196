import { type Duration } from 'cdk8s';
import type { CephMirror } from '../../../storage';
import { type Action, Lasting } from '../../plan/action';
import { storeOf } from '../../etcd/snapshots/store-of';
import { actionsOf, kubectl, type Sides, type Step, use } from '../step';
import { reading } from '../snapshot';
import { comeBack, stepAside } from './applications';
import { beginHere, pullNoMore, realmsOf } from './buckets';
import { goOn, refuseDirectories, rest } from './daemons';
import { bringing, makeObjects, readObjects, shareObjects } from './objects';
import { protectedBy } from './protected';
import { makeReplications, reachState, turning } from './replications';

const FOLDER = 'takeover';

/** What the steps for volumes need on the machine of the administrator. */
export const VOLUMES_NEED = 'jq on the machine of the administrator, for volumes';

/** Whether objects of the other side are read for volumes. */
export function readsObjects(mirror: CephMirror): boolean {
  return mirror.side.mirrored.shared || protectedBy(mirror).kinds.length > 0;
}

/**
 * Takes over the volumes of the other city. Source: rook Documentation/Storage-Configuration/Block-Storage-RBD/
 * rbd-async-disaster-recovery-failover-failback.md@v1.20.6, csi-addons docs/{volumereplication,networkfence}.md@v0.14.0.
 *
 * Each image goes back to its last whole snapshot, if the city fell in the middle of a transfer: the more of it had come, the
 * longer. The driver breaks off after 2 minutes and tries again (ceph-csi internal/rbd/mirror.go@52fcb7b00, ForcePromote).
 * @param time until all volumes may be written to: what an exercise has shown
 * @param live whether the other side still answers, so that its objects are read there
 */
export function takeVolumes(sides: Sides, mirror: CephMirror, time: Duration, live: boolean): readonly Action[] {
  const { from, to } = sides;
  const { shared } = mirror.side.mirrored;
  const realm = realmsOf(mirror)?.other;
  const volumes = protectedBy(mirror);
  const blocks = volumes.kinds.length > 0;
  const reads = readsObjects(mirror);
  const steps: readonly Step[] = [
    ...(realm === undefined ? [] : [pullNoMore(realm, from.name)]),
    ...(shared && !live ? [refuseDirectories(from.name)] : []),
    ...(live ? [] : [rest()]),
    ...stepAside(mirror),
    ...(blocks
      ? [
          readObjects('was', FOLDER, volumes, shared),
          makeObjects(FOLDER),
          {
            id: 'promote-volumes',
            what: 'volumes are written to here from now on, each as after a power cut an interval and a transfer ago',
            commands: [makeReplications(mirror, 'primary'), ...reachState(volumes, 'here', 'Primary')],
            verify: reachState(volumes, 'here', 'Primary'),
            undo: new Lasting('both sides would have been written to: volumes go back by the plan for the way back'),
            time,
          },
        ]
      : []),
    ...(live ? [] : [goOn()]),
    ...(shared ? [shareObjects('was', FOLDER)] : []),
    ...(realm === undefined ? [] : [beginHere(realm)]),
    ...comeBack(mirror, `what stood by starts, on the volumes of ${from.name}`),
  ];
  return actionsOf(steps, {
    phase: 'data',
    before: [
      'cd "$STATE"',
      use(to),
      ...(live || storeOf(from) === undefined ? [`was() { ${kubectl(from)} "$@"; }`] : reading()),
      ...(reads ? bringing(FOLDER) : []),
      ...(blocks ? turning(FOLDER) : []),
    ],
  });
}
