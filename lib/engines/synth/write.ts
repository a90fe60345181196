import {
  existsSync,
  mkdirSync,
  readdirSync,
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
  withOpenModes(() => write(root, folders, whole));
}

function write(root: string, folders: readonly Folder[], whole: boolean): void {
  mkdirSync(root, { recursive: true });
  const changed = folders.filter((folder) => !isThere(join(root, folder.name), folder.files));
  const fresh = changed.map((folder) => ({ folder, path: join(root, `.${folder.name}.new`) }));
  for (const { folder, path } of fresh) {
    rmSync(path, { recursive: true, force: true });
    new Set(folder.files.map((file) => dirname(join(path, file.path)))).forEach((below) =>
      mkdirSync(below, { recursive: true }),
    );
    for (const file of folder.files) writeFileSync(join(path, file.path), file.text);
  }
  for (const { folder, path } of fresh) swap(path, join(root, folder.name), join(root, `.${folder.name}.old`));
  const names = folders.map(({ name }) => name);
  const before = readLedger(root);
  const gone = whole ? before.filter((name) => !names.includes(name)) : [];
  gone.forEach((name) => rmSync(join(root, name), { recursive: true, force: true }));
  const kept = [...new Set([...before.filter((name) => !gone.includes(name)), ...names])].sort();
  writeFileSync(join(root, LEDGER), `${JSON.stringify({ environments: kept })}\n`);
}

/** Shows the manifests of `root` in a folder of links, for a program that lists what it finds. */
export function linkManifests(listing: string, root: string, folders: readonly Folder[]): void {
  rmSync(listing, { recursive: true, force: true });
  mkdirSync(listing, { recursive: true });
  for (const { name, files } of folders) {
    for (const { path } of files.filter((file) => file.path.endsWith('.yaml'))) {
      const link = join(listing, name, path);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), join(root, name, path)), link);
    }
  }
}

/** Whether a folder holds just these files. Reading them is much faster than replacing them. */
function isThere(path: string, files: readonly RenderedFile[]): boolean {
  if (!existsSync(path)) return false;
  const found = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  if (found.length !== files.length) return false;
  return files.every((file) => {
    const at = join(path, file.path);
    return existsSync(at) && readFileSync(at, 'utf8') === file.text;
  });
}

/** The modes of the output must not depend on the umask of who runs it. */
function withOpenModes(program: () => void): void {
  const before = process.umask(0o022);
  try {
    program();
  } finally {
    process.umask(before);
  }
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
