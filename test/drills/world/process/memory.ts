import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** MiB of every process below a /proc, by their proportional set size: shared pages count in parts. */
export async function memoryOf(proc: string): Promise<number> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(pids.map((pid) => kibibytes(join(proc, pid, 'smaps_rollup'))));
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}

/** KiB of the process whose `smaps_rollup` it is; 0 where it ended. */
export async function kibibytes(path: string): Promise<number> {
  try {
    return Number(/^Pss:\s+(\d+) kB$/m.exec(await readFile(path, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it ended meanwhile
  }
}
