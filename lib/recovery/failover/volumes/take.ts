import type { CephMirror } from '../../../storage';
import { storeOf } from '../../etcd/snapshots/store-of';
import { block } from '../block';
import type { Failover } from '../props';
import { readSnapshot } from '../snapshot';
import { comeBack, stepAside } from './applications';
import { beginHere, pullNoMore, realmsOf } from './buckets';
import { goOn, refuseDirectories, rest } from './daemons';
import { fence } from './fence';
import { bringing, makeObjects, readObjects, shareObjects } from './objects';
import { protectedBy } from './protected';
import { makePrimary, reachState, turning } from './replications';

const FOLDER = 'takeover';

/** What the steps for volumes need on the machine of the administrator. */
export function volumesNeed(mirror: CephMirror): string {
  const { name } = mirror.side.environment;
  return `jq on the machine of the administrator, and the folder of ${name} as it was applied last, for its volumes`;
}

/** Whether the snapshot of etcd is read for volumes. */
export function readsSnapshot(mirror: CephMirror): boolean {
  return mirror.side.mirrored.shared || protectedBy(mirror).kinds.length > 0;
}

/**
 * Takes over the volumes of the lost city. Source: rook Documentation/Storage-Configuration/Block-Storage-RBD/
 * rbd-async-disaster-recovery-failover-failback.md@v1.20.6, csi-addons docs/{volumereplication,networkfence}.md@v0.14.0.
 */
export function takeVolumes({ from, to }: Failover, mirror: CephMirror): readonly string[] {
  const { shared } = mirror.side.mirrored;
  const realm = realmsOf(mirror)?.other;
  const volumes = protectedBy(mirror);
  const blocks = volumes.kinds.length > 0;
  const store = storeOf(from);
  const reads = readsSnapshot(mirror);
  return [
    ...(reads && store !== undefined ? readSnapshot(store, from.cluster.services) : []),
    ...(reads && store === undefined
      ? [
          '# No snapshot is taken of etcd: the objects of volumes and claims come from a copy that somebody else keeps.',
          '# Make `was` a function that stands for kubectl, with which that copy is read.',
        ]
      : []),
    ...block({
      name: 'take_volumes',
      words: [
        'Each image goes back to its last whole snapshot, if the city fell in the middle of a transfer: the more of it had come, the',
        'longer. The driver breaks off after 2 minutes and tries again (ceph-csi internal/rbd/mirror.go@52fcb7b00, ForcePromote). The time',
        'of this step counts on some dozens of volumes, each with some gigabytes in flight: exercise with yours, and put in what it took.',
        ...(realm === undefined
          ? []
          : [
              `Do not apply the storage of ${to.name} again before the way back: its realm would fetch from ${from.name} once more.`,
            ]),
      ],
      before: [
        `export KUBECONFIG="$HOME/.kube/${to.name}.conf"`,
        ...(reads ? bringing(FOLDER) : []),
        ...(blocks ? turning(FOLDER) : []),
      ],
      steps: [
        ...(reads ? [{ what: 'what stood there can be read', commands: ['was get --raw=/readyz > /dev/null'] }] : []),
        ...(realm === undefined ? [] : [pullNoMore(realm, from.name)]),
        ...fence(from.name, mirror),
        ...(shared ? [refuseDirectories(from.name)] : []),
        rest(),
        ...(mirror.standIns.length === 0
          ? []
          : [{ what: 'what stands by under the same names gives way', commands: stepAside(mirror) }]),
        ...(blocks
          ? [
              readObjects('was', FOLDER, volumes, shared),
              makeObjects(FOLDER),
              {
                what: 'volumes are written to here from now on',
                commands: [makePrimary(mirror), ...reachState(volumes, 'here', 'Primary')],
              },
            ]
          : []),
        goOn(),
        ...(shared ? [shareObjects('was', FOLDER)] : []),
        ...(realm === undefined ? [] : [beginHere(realm)]),
        ...(mirror.standIns.some(({ set }) => set !== undefined)
          ? [{ what: 'what stood by starts, on the volumes of the lost city', commands: comeBack(mirror) }]
          : []),
      ],
    }),
    ...(shared
      ? [
          '# Shared files: a directory may hold half of a transfer. Its last whole state is in `.snap`, under the newest name there.',
        ]
      : []),
    '# Each volume is as after a power cut, up to an interval and a transfer ago: what runs on it repairs itself at its start,',
    '# and is looked at before anybody may write.',
  ];
}
