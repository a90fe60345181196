import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Release, RELEASES, TripodError } from '../../core';

export const LOCK = 'lock.json';

/** What was vendored: the files of each release with their hashes. */
export type Lock = Readonly<Record<string, LockedRelease>>;

export interface LockedRelease {
  readonly version: string;
  readonly files: readonly LockedFile[];
}

export interface LockedFile {
  readonly url: string;
  /** Path below the vendor folder. */
  readonly path: string;
  readonly sha256: string;
}

/** All releases of the catalogue by their key. */
export const CATALOGUE: Readonly<Record<string, Release>> = RELEASES;

/** Reads the lock of a vendor folder; empty where nothing was vendored. @throws TripodError if it cannot be read */
export function readLock(folder: string): Lock {
  const path = join(folder, LOCK);
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Lock;
  } catch (error) {
    throw new TripodError([
      {
        path,
        got: (error as Error).message,
        want: 'the lock that `tripod vendor` wrote',
        fix: 'restore it from version control',
      },
    ]);
  }
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Where a file of a release is kept: `rook/1.20.2/operator.yaml`. */
export function pathOf(key: string, release: Release, url: string): string {
  const names = release.sources.map((source) => source.url.split('/').at(-1) ?? '');
  const index = release.sources.findIndex((source) => source.url === url);
  const name = names[index] ?? 'release.yaml';
  const unique = names.filter((other) => other === name).length === 1 ? name : `${index + 1}-${name}`;
  return `${key}/${release.version}/${unique}`;
}
