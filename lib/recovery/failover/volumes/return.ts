import { type CephMirror, MIRROR_NAMES } from '../../../storage';
import { block } from '../block';
import type { Failover } from '../props';
import { comeBack, pausing } from './applications';
import { joinRealmAgain, returnBuckets } from './buckets';
import { renewKey, sendDirectories, sendNoDirectories } from './daemons';
import { unfence } from './fence';
import { keepNumbers } from './numbers';
import { bringing, makeObjects, readObjects } from './objects';
import { protectedBy, type ProtectedVolumes } from './protected';
import { following, makeSecondary, reachState, reachWhole, removeAll, turnAll, turning } from './replications';

const FOLDER = 'way-back';

/** A part of the way back, which is pasted by itself. */
export interface Return {
  readonly what: string;
  readonly commands: readonly string[];
}

/** The way back of what a mirror keeps, part by part. Nothing goes on by itself from one to the next. */
export function returnParts(failover: Failover, mirror: CephMirror): readonly Return[] {
  const volumes = protectedBy(mirror);
  const blocks = volumes.kinds.length > 0;
  const parts: readonly Return[] = [
    { what: 'the realm of buckets, before storage', commands: joinRealmAgain(failover, mirror) },
    { what: 'storage joins, and sends nothing', commands: prepare(failover, mirror, blocks) },
    {
      what: 'volumes follow, where Ceph was built anew',
      commands: blocks ? followAnew(failover, mirror, volumes) : [],
    },
    { what: 'volumes follow, where Ceph is the old one', commands: blocks ? followOld(failover, mirror, volumes) : [] },
    { what: 'volumes exchange roles', commands: blocks ? exchange(failover, mirror, volumes) : [] },
    { what: 'buckets', commands: returnBuckets(failover, mirror) },
    { what: 'shared files', commands: mirror.side.mirrored.shared ? sendAgain(failover) : [] },
  ];
  return parts.filter(({ commands }) => commands.length > 0);
}

/** Nothing that lies in the lost city may reach the other one, which is ahead of it. */
function prepare(failover: Failover, mirror: CephMirror, blocks: boolean): readonly string[] {
  const { from, to } = failover;
  const { shared } = mirror.side.mirrored;
  const steps = [
    ...(shared ? [sendNoDirectories()] : []),
    ...unfence(mirror),
    ...(blocks ? [keepNumbers(mirror, FOLDER)] : []),
  ];
  return [
    ...(steps.length === 0
      ? []
      : block({
          name: 'prepare_return',
          words: [`Before any link between ${from.name} and ${to.name} opens, from a machine that reaches both.`],
          before: sides(failover),
          steps,
        })),
    `# Then the links of storage open. Where Ceph of ${from.name} was built anew: "Join the storage", on both sides${shared ? `, but in ${from.name}` : ''}`,
    ...(shared ? ['# without the file system: its directories are older than those that it would send them to.'] : []),
  ];
}

/** The failover the other way: a fresh claim has an empty image, which must not be the one that counts. */
function followAnew(failover: Failover, mirror: CephMirror, volumes: ProtectedVolumes): readonly string[] {
  const { from, to } = failover;
  return block({
    name: 'follow_anew',
    words: [
      `Where Ceph of ${from.name} was built anew, and everything was applied to it. What it made under the names of volumes of ${to.name}`,
      'is empty, and gives way. What is said to STAY has no copy there: its files go over by hand, or are made anew.',
    ],
    before: functions(failover),
    steps: [
      readObjects('there', FOLDER, volumes, mirror.side.mirrored.shared),
      {
        what: 'empty volumes give way',
        commands: [
          'pause here',
          ...removeAll(volumes, 'here'),
          `kubectl delete --ignore-not-found --timeout=300s -f ${FOLDER}/claims.json`,
          // Of an earlier run: bound once, they would wait for a claim that is gone.
          `kubectl delete --ignore-not-found --timeout=300s -f ${FOLDER}/volumes.json`,
        ],
      },
      makeObjects(FOLDER),
      { what: 'every image has what it lacks', commands: ['follows'] },
      {
        what: 'volumes follow',
        commands: [...makeSecondary(mirror, FOLDER), ...reachState(volumes, 'here', 'Secondary')],
      },
    ],
  });
}

/**
 * What lies there is thrown away: after a disaster, and only then, a resync may run by itself. While roles are exchanged in
 * good order it could take the wrong side (ceph-csi issue 3209).
 */
function followOld(failover: Failover, mirror: CephMirror, volumes: ProtectedVolumes): readonly string[] {
  const { from, to } = failover;
  return block({
    name: 'follow_old',
    words: [
      `Where Ceph of ${from.name} is the old one: its state of the volumes is thrown away, since that of ${to.name} counts.`,
    ],
    before: functions(failover),
    steps: [
      readObjects('there', FOLDER, volumes, mirror.side.mirrored.shared),
      { what: `nothing runs on the volumes in ${from.name}`, commands: ['pause here', 'detached here'] },
      {
        what: 'volumes follow, and throw away what they have',
        commands: [...turnAll(volumes, 'here', 'secondary', true), ...reachState(volumes, 'here', 'Secondary')],
      },
      { what: 'every image has what it lacks', commands: ['follows'] },
      { what: 'no resync by itself from now on', commands: turnAll(volumes, 'here', 'secondary') },
    ],
  });
}

/**
 * The other side steps down once this one has everything, and this one is promoted once the last change is over: asked any
 * earlier, the driver would promote by force (csi-addons internal/controller/replication.storage/
 * volumereplication_controller.go@v0.14.0, markVolumeAsPrimary).
 */
function exchange(failover: Failover, mirror: CephMirror, volumes: ProtectedVolumes): readonly string[] {
  const { from, to } = failover;
  const sets = comeBack(mirror, 'there');
  return block({
    name: 'exchange_roles',
    words: [
      `From here on the applications stand still. Sets that mount protected volumes are stopped in both, and started in ${from.name}`,
      'at the end; what an operator or a person runs beside them is named, and has to be stopped by whoever runs it.',
    ],
    before: functions(failover),
    steps: [
      readObjects('there', FOLDER, volumes, mirror.side.mirrored.shared),
      {
        what: 'applications stop on both sides',
        commands: ['pause here', 'pause there', 'detached here', 'detached there'],
      },
      { what: 'every image has what it lacks', commands: ['follows'] },
      {
        what: `${to.name} steps down`,
        commands: [...turnAll(volumes, 'there', 'secondary'), ...reachState(volumes, 'there', 'Secondary')],
      },
      { what: 'the last change is over', commands: reachWhole(volumes, 'here') },
      {
        what: `${from.name} is written to`,
        commands: [...turnAll(volumes, 'here', 'primary'), ...reachState(volumes, 'here', 'Primary')],
      },
      {
        // They say nothing that is true there; their images stay, and follow (`Retain`).
        what: `objects of the volumes go from ${to.name}, once its images follow`,
        commands: [
          ...removeAll(volumes, 'there'),
          `there delete --ignore-not-found --timeout=300s -f ${FOLDER}/claims.json`,
          `there delete --ignore-not-found --timeout=300s -f ${FOLDER}/volumes.json`,
        ],
      },
      ...(sets.length === 0
        ? []
        : [{ what: `what stands by in ${to.name} starts, on new and empty volumes`, commands: sets }]),
      { what: `applications start in ${from.name}`, commands: ['resume here', `rm -r ${FOLDER}`] },
    ],
  }).concat(
    `# What stood by in ${to.name} before the failover lies in volumes there that are Released: bind them again by hand, or delete them.`,
  );
}

function sendAgain(failover: Failover): readonly string[] {
  const { from, to } = failover;
  return [
    `# Directories are mirrored one way: what changed in them goes back by a copy, such as rsync, while nobody writes in ${to.name}.`,
    ...block({ name: 'renew_key', words: ['Once they are back:'], before: sides(failover), steps: [renewKey()] }),
    `# Then "Join the storage" in ${from.name}, with the file system: the Secret mirror-fs-${MIRROR_NAMES.filesystem}-of-${to.name} has to hold the new token.`,
    ...block({
      name: 'send_directories',
      words: ['And at last:'],
      before: sides(failover),
      steps: [sendDirectories()],
    }),
  ];
}

function functions(failover: Failover): readonly string[] {
  return [...sides(failover), ...bringing(FOLDER), ...turning(FOLDER), ...following(FOLDER), ...pausing(FOLDER)];
}

/** `kubectl` reaches the city that was lost, `there` the one that took over. */
function sides({ from, to }: Failover): readonly string[] {
  return [
    `export KUBECONFIG="$HOME/.kube/${from.name}.conf"`,
    `there() { kubectl --kubeconfig="$HOME/.kube/${to.name}.conf" "$@"; }`,
    `mkdir -p ${FOLDER} || exit 1`,
  ];
}
