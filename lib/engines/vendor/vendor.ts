import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problems, type Release, type ReleaseSource } from '../../core';
import { CATALOGUE, type Lock, LOCK, type LockedFile, pathOf, readLock, sha256 } from './lock';

export interface VendorOptions {
  /** Folder that is written. */
  readonly folder: string;
  /** Keys of the releases to vendor; others in the folder stay. @default - all of the catalogue */
  readonly only?: readonly string[];
  /** Folder that holds the files under their vendored paths, for use without the internet. @default - the URLs are fetched */
  readonly from?: string;
  /** Takes a file whose hash nobody has stated yet, and pins it. @default false */
  readonly trustFirst?: boolean;
  /** Takes one line of progress. */
  readonly say: (line: string) => void;
}

/**
 * Fetches releases, checks each file against the hash of the catalogue or of the lock, and writes them with a new lock.
 * All or nothing: after a fault the folder is as it was.
 * @throws TripodError naming every file that could not be had or is not what was pinned
 */
export async function vendor(options: VendorOptions): Promise<void> {
  const problems = new Problems('vendor');
  const keys = options.only ?? Object.keys(CATALOGUE);
  for (const key of keys) {
    problems.check(key in CATALOGUE, {
      path: key,
      got: 'no such release',
      want: `one of ${Object.keys(CATALOGUE).join(', ')}`,
      fix: 'correct the name',
    });
  }
  problems.throwIfAny();
  const before = readLock(options.folder);
  const contents = new Map<string, string>();
  const lock: Record<string, Lock[string]> = { ...before };
  for (const [key, release] of Object.entries(CATALOGUE).filter(([key]) => keys.includes(key))) {
    const files = await fetchRelease(key, release, before, contents, options, problems);
    lock[key] = { version: release.version, files };
  }
  problems.throwIfAny();
  write(options.folder, before, lock, contents);
}

async function fetchRelease(
  key: string,
  release: Release,
  before: Lock,
  contents: Map<string, string>,
  options: VendorOptions,
  problems: Problems,
): Promise<readonly LockedFile[]> {
  const files: LockedFile[] = [];
  for (const source of release.sources) {
    const path = pathOf(key, release, source.url);
    options.say(`${path} ← ${options.from === undefined ? source.url : join(options.from, path)}`);
    const below = problems.below(path);
    const text = await content(source, path, options, below);
    if (text === undefined) continue;
    const got = sha256(text);
    const pinned = source.sha256 ?? before[key]?.files.find((file) => file.url === source.url)?.sha256;
    if (checkHash(got, pinned, options, below)) contents.set(path, text);
    files.push({ url: source.url, path, sha256: got });
  }
  return files;
}

function checkHash(got: string, pinned: string | undefined, options: VendorOptions, problems: Problems): boolean {
  if (pinned === undefined) {
    if (options.trustFirst === true)
      options.say(`  pinned sha256 ${got}: upstream states none, compare it with a second source`);
    return problems.check(options.trustFirst === true, {
      got: `sha256 ${got}`,
      want: 'a hash that somebody has stated',
      fix: 'compare it with a second source, then run again with --trust-first to pin it in the lock',
    });
  }
  return problems.check(got === pinned, {
    got: `sha256 ${got}`,
    want: `sha256 ${pinned}`,
    fix: 'do not use the file: it is not the release that was pinned; look at what changed upstream',
  });
}

async function content(
  source: ReleaseSource,
  path: string,
  { from }: VendorOptions,
  problems: Problems,
): Promise<string | undefined> {
  try {
    if (from !== undefined) return readFileSync(join(from, path), 'utf8');
    const response = await fetch(source.url, { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.text();
  } catch (error) {
    const cause = (error as Error).cause;
    problems.add({
      got: cause instanceof Error ? cause.message : (error as Error).message,
      want: from === undefined ? source.url : join(from, path),
      fix:
        from === undefined
          ? 'check the connection; without one, bring the files of `tripod vendor --list` and use --from'
          : `bring ${source.url} to that path`,
    });
    return undefined;
  }
}

function write(folder: string, before: Lock, lock: Lock, contents: ReadonlyMap<string, string>): void {
  for (const [path, text] of contents) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
  mkdirSync(folder, { recursive: true });
  // The lock comes last: until then it names the old files, which are still there.
  writeFileSync(join(folder, `${LOCK}.new`), `${JSON.stringify(lock, undefined, 2)}\n`);
  renameSync(join(folder, `${LOCK}.new`), join(folder, LOCK));
  const used = new Set(Object.values(lock).flatMap(({ files }) => files.map(({ path }) => path)));
  const gone = Object.values(before)
    .flatMap(({ files }) => files.map(({ path }) => path))
    .filter((path) => !used.has(path));
  gone.forEach((path) => rmSync(join(folder, path), { force: true }));
}
