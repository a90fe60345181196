import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a case says of itself, as one line of JSON on stdout. */
export interface Measured {
  /** What was made: objects, or files. */
  readonly made: number;
  /** Of what: charts, hosts or components. */
  readonly of: number;
  readonly milliseconds: number;
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
  const options = { encoding: 'utf8', maxBuffer: 1e9 } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(__dirname, 'cases', `${name}.js`), ...args],
    options,
  );
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed\n${stderr}`);
  return JSON.parse(stdout) as Measured;
}

/** Called by a case when it is done. @param started when the clock began; @default - with the process, imports and all */
export function report(made: number, of: number, started = 0): void {
  const milliseconds = performance.now() - started;
  const memory = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ made, of, milliseconds, memory }));
}
