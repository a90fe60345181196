import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a command said, and how it ended. */
export interface Outcome {
  /** Exit code; -1 where a signal ended it. */
  readonly code: number;
  /** What it wrote, complaints included. */
  readonly output: string;
}

export interface RunOptions {
  /** What it reads. @default '' */
  readonly input?: string | Buffer;
  /** Seconds after which it is killed, and its code is -1. @default 120 */
  readonly timeout?: number;
  /** Further variables of its environment. @default {} */
  readonly env?: Readonly<Record<string, string>>;
}

/** Environment of whatever runs in the world: that of the machine would let its proxies and kubeconfigs in. */
export const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LANG: 'C.UTF-8',
} as const;

/** Runs a command to its end. Its code is not judged. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { env: { ...ENVIRONMENT, ...options.env }, detached: true });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  child.stdin.on('error', () => undefined); // it ended without reading all: its code says why
  child.stdin.end(options.input ?? '');
  const timer = setTimeout(() => kill(child, 'SIGKILL'), (options.timeout ?? 120) * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, output: Buffer.concat(parts).toString() });
    });
  });
}

/** Runs a command that must succeed. @throws with what it said */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, output } = await run(argv, options);
  if (code !== 0) throw new Error(`${argv.join(' ')}: exit code ${code}\n${output.trimEnd()}`);
  return output;
}

/** Sends a signal to a process and whatever it started: nsenter passes none on to what it runs. */
export function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  for (const pid of [...descendants(child.pid).reverse(), child.pid]) send(pid, signal);
}

/** Sends a signal to a process that may have ended already. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Children of a process, as this machine numbers them, whatever their namespace. */
export function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // it ended
  }
}

function descendants(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)]);
}
