import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a case reports of itself, as one line of JSON on stdout. */
export interface Report {
  readonly objects: number;
  readonly charts: number;
  /** From the first import to the last byte written, in milliseconds. */
  readonly milliseconds: number;
}

export interface Measured extends Report {
  /** Largest resident memory of the process, in mebibytes. */
  readonly memory: number;
}

const ROUNDS = 5;

/** Runs a case in processes of its own and takes the fastest: what disturbs a run only ever makes it slower. */
export function measure(name: string, ...args: readonly string[]): Measured {
  const runs = Array.from({ length: ROUNDS }, () => once(name, args));
  return runs.reduce((best, next) => (next.milliseconds < best.milliseconds ? next : best));
}

function once(name: string, args: readonly string[]): Measured {
  const file = join(__dirname, 'cases', `${name}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed\n${stderr}`);
  return JSON.parse(stdout) as Measured;
}

/** Called by a case when it is done. */
export function report(started: number, objects: number, charts: number): void {
  const milliseconds = performance.now() - started;
  const memory = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ objects, charts, milliseconds, memory }));
}
