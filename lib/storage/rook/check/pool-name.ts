import { isDnsLabel } from '../../../core/check/names';
import type { Problems } from '../../../errors';

/** Names of pools that are always there, of objects that make such, and those whose class would be called like a daemon (`ceph-mon`). */
const RESERVED = [
  ...['block', 'shared', 'bucket', 'shared-metadata', 'shared-replicated'],
  ...['builtin-mgr', 'builtin-rgw-root'],
  ...['mon', 'mgr', 'osd'],
];

/** So that the names of the class and of the pool of shards are labels, too. */
const MAX_LENGTH = 40;

/** Checks what a pool is called. @param taken names of the pools that were added before */
export function checkPoolName(name: unknown, taken: readonly string[], problems: Problems): void {
  const label = problems.check(isDnsLabel(name) && String(name).length <= MAX_LENGTH, {
    at: 'name',
    got: name,
    want: `the name of a pool: at most ${MAX_LENGTH} of a-z, 0-9 and dashes`,
    fix: "for example `addBlockPool('logs')`",
  });
  if (!label) return;
  const known = new Set(taken.flatMap(namesOf));
  const clash = namesOf(String(name)).find((each) => RESERVED.includes(each) || known.has(each));
  problems.check(clash === undefined, {
    at: 'name',
    got: name,
    want: `a name that no other pool has: \`${clash}\` is taken`,
    fix: 'choose another name; -data and -index stand for the parts of a pool with shards',
  });
}

/** By what a pool is known: on shards, its data and its index have names of their own. */
function namesOf(name: string): readonly string[] {
  return [name, `${name}-data`, `${name}-index`];
}
