import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problems, type Vendored, type VendoredRelease } from '../../core';
import { type LockedRelease, readLock, sha256 } from './lock';
import { split } from './split';

/**
 * Reads what `tripod vendor` wrote, for `new Environment(…, { vendored })`. Every file is checked against the lock.
 * A folder that does not exist has vendored nothing.
 * @throws TripodError naming every file that is missing or was changed
 */
export function readVendored(folder: string): Vendored {
  const problems = new Problems(folder);
  const releases = Object.entries(readLock(folder)).map(
    ([key, release]) => [key, readRelease(folder, release, problems)] as const,
  );
  problems.throwIfAny();
  return new Map(releases);
}

function readRelease(folder: string, { version, files }: LockedRelease, problems: Problems): VendoredRelease {
  const parts = files.map(({ path, sha256: want }) => {
    const file = join(folder, path);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const got = text === undefined ? undefined : sha256(text);
    const good = problems.check(got === want, {
      path,
      got: got === undefined ? 'no file' : `sha256 ${got}`,
      want: `sha256 ${want}, as in the lock`,
      fix: 'run `tripod vendor` again, or restore the file from version control',
    });
    return good && text !== undefined ? split(text) : { definitions: [], objects: [] };
  });
  return {
    version,
    definitions: parts.flatMap(({ definitions }) => definitions),
    objects: parts.flatMap(({ objects }) => objects),
  };
}
