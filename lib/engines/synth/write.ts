import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { RenderedFile } from '../../core';

/** An environment's files by the name of its folder. */
export interface Folder {
  readonly name: string;
  readonly files: readonly RenderedFile[];
}

/** Names of the folders that an earlier run wrote: only those may be removed. */
const LEDGER = '.tripod.json';

/**
 * Writes each folder beside its place and swaps it in when it is complete: a run that fails on the way leaves the last
 * good output. With `whole`, folders of earlier runs that no longer exist go away.
 */
export function writeFolders(root: string, folders: readonly Folder[], whole: boolean): void {
  makeFolder(root);
  const fresh = folders.map((folder) => ({ folder, path: join(root, `.${folder.name}.new`) }));
  for (const { folder, path } of fresh) {
    rmSync(path, { recursive: true, force: true });
    for (const file of folder.files) writeText(join(path, file.path), file.text);
  }
  for (const { folder, path } of fresh) swap(path, join(root, folder.name), join(root, `.${folder.name}.old`));
  const names = folders.map(({ name }) => name);
  const before = readLedger(root);
  const gone = whole ? before.filter((name) => !names.includes(name)) : [];
  gone.forEach((name) => rmSync(join(root, name), { recursive: true, force: true }));
  const kept = [...new Set([...before.filter((name) => !gone.includes(name)), ...names])].sort();
  writeText(join(root, LEDGER), `${JSON.stringify({ environments: kept })}\n`);
}

/** Shows the manifests of `root` in a folder of links, for a program that lists what it finds. */
export function linkManifests(listing: string, root: string, folders: readonly Folder[]): void {
  rmSync(listing, { recursive: true, force: true });
  makeFolder(listing);
  for (const { name, files } of folders) {
    for (const { path } of files.filter((file) => file.path.endsWith('.yaml'))) {
      const link = join(listing, name, path);
      makeFolder(dirname(link));
      symlinkSync(relative(dirname(link), join(root, name, path)), link);
    }
  }
}

/** Modes are set outright: the output must not depend on the umask of who runs it. */
function writeText(path: string, text: string): void {
  makeFolder(dirname(path));
  writeFileSync(path, text);
  chmodSync(path, 0o644);
}

function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
  chmodSync(path, 0o755);
}

function swap(fresh: string, target: string, old: string): void {
  // Without a target the old folder is what an interrupted swap left: the last good output.
  if (existsSync(target)) {
    rmSync(old, { recursive: true, force: true });
    renameSync(target, old);
  }
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

function readLedger(root: string): readonly string[] {
  const path = join(root, LEDGER);
  if (!existsSync(path)) return [];
  try {
    const { environments } = JSON.parse(readFileSync(path, 'utf8')) as { environments?: unknown[] };
    return Array.isArray(environments)
      ? environments.filter((name): name is string => typeof name === 'string' && /^[a-z0-9-]+$/.test(name))
      : [];
  } catch {
    // A damaged ledger only means that nothing is known to be removable.
    return [];
  }
}
