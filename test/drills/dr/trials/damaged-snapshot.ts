import type { Region } from '../region/region';
import type { Snapshots } from '../region/snapshots';
import { stored } from '../region/store';
import type { Trial } from './trial';

/** One byte in the middle of the file: what `etcdutl snapshot status` does not see. */
const FLIP = `for file in *.db; do
  at=$(($(stat -c %s "$file") / 2))
  byte=$(od -An -tu1 -j "$at" -N 1 "$file" | tr -d ' ')
  printf "\\\\$(printf %03o $((255 - byte)))" | dd of="$file" bs=1 seek="$at" conv=notrunc status=none
done`;

/** A snapshot that is damaged after it was saved is found before it is shipped. */
export async function damagedSnapshot(region: Region, snapshots: Snapshots): Promise<Trial> {
  const run = await snapshots.once(region.production.first, { after: 'save', script: FLIP });
  const shipped = (await stored(region.store)).filter(({ path }) => path.includes(run.name));
  return {
    what: 'a snapshot in which one byte was changed after it was saved',
    want: 'found by the step verify, and not shipped',
    found: `${run.failed === undefined ? 'not found' : `found by the step ${run.failed}`}, ${shipped.length === 0 ? 'not shipped' : 'shipped'}`,
    isKept: run.failed === 'verify' && shipped.length === 0,
  };
}
