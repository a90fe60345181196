import { Duration } from 'cdk8s';
import { type CephMirror, MIRROR_NAMES } from '../../../../storage';
import type { Action } from '../../../plan/action';
import { hand } from '../../hand';
import { actionsOf, type Sides } from '../../step';
import { catchingUp, realmsOf, returnBuckets } from '../buckets';
import { renewKey, sendDirectories } from '../daemons';
import { functions } from './setting';

/** Buckets begin in the first city again; directories are sent by it once they are copied back. */
export function bucketsAndFiles(sides: Sides, mirror: CephMirror, by: string): readonly Action[] {
  const { from, to } = sides;
  const realms = realmsOf(mirror);
  const buckets = realms === undefined ? [] : returnBuckets(sides, realms);
  const before = [...functions(sides), ...(realms === undefined ? [] : catchingUp(realms.own))];
  const data = actionsOf(buckets, { phase: 'data', before });
  if (!mirror.side.mirrored.shared) return data;
  const [copied, joined] = hand(by, [
    {
      id: 'copy-directories',
      title: `${by} copies what changed in shared directories back, such as by rsync, while nobody writes in ${to.name}: they are mirrored one way`,
      phase: 'data',
      time: Duration.hours(4),
    },
    {
      id: 'join-directories',
      title: `${by} joins the storage in ${from.name} with the file system: the Secret mirror-fs-${MIRROR_NAMES.filesystem}-of-${to.name} holds the new token`,
      phase: 'data',
      time: Duration.minutes(30),
    },
  ]);
  const [renewed, sent] = actionsOf([renewKey(), sendDirectories()], { phase: 'data', before });
  return [...data, ...[copied, renewed, joined, sent].filter((action) => action !== undefined)];
}
