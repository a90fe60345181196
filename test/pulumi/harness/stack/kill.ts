import { readdirSync, readFileSync } from 'node:fs';
import type { TestStack } from './stack';

/** Kills the engine of a stack that is at work, as a power cut of the machine that it runs on does. */
export function killEngine({ inner }: TestStack): void {
  const home = inner.workspace.pulumiHome ?? '';
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const engines = pids.filter((pid) => isEngine(Number(pid), home));
  if (engines.length !== 1) throw new Error(`${engines.length} engines run with ${home}`);
  engines.forEach((pid) => process.kill(Number(pid), 'SIGKILL'));
}

function isEngine(pid: number, home: string): boolean {
  try {
    const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const isUp = (program[0] ?? '').endsWith('pulumi') && program[1] === 'up';
    return isUp && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PULUMI_HOME=${home}`);
  } catch {
    return false; // it ended meanwhile
  }
}
