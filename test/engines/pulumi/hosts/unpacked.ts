import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** Files of what is sent to a host, by path, as the programs of a host unpack them. */
export function filesOf(sent: string): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'tripod-unpacked-'));
  try {
    execFileSync('sh', ['-c', `base64 -d | gzip -dc | tar -C '${folder}' -xf -`], { input: sent });
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
    return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
