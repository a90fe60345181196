import { spawn } from 'node:child_process';

/** What a program said, and how it ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end. */
export function run([program = '', ...args]: readonly string[], { stdin = '', env = {} }: RunOptions): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env } });
    const said = { stdout: '', stderr: '', output: '' };
    const listen = (stream: 'stdout' | 'stderr') => (part: Buffer) => {
      said[stream] += part.toString();
      said.output += part.toString();
    };
    child.stdout.on('data', listen('stdout'));
    child.stderr.on('data', listen('stderr'));
    // Whoever does not read all of it has its reasons.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...said, code: code ?? 1 }));
  });
}
