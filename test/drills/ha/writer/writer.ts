import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseLine, type Request } from './log';
import type { Assignment } from './program';

const PROGRAM = resolve(__dirname, 'program.ts');

/** A client of the drill while it runs, and all that it ever asked. */
export class Writer {
  readonly requests: Request[] = [];
  private readonly child: ChildProcess;
  private complaints = '';

  /** @param enter what a command begins with that runs on a site's network */
  constructor(
    readonly assignment: Assignment,
    readonly site: string,
    enter: readonly string[],
    folder: string,
  ) {
    const file = join(folder, `${assignment.name}.json`);
    writeFileSync(file, JSON.stringify(assignment), { mode: 0o600 });
    const [program = '', ...args] = [...enter, process.execPath, '--import', 'tsx', PROGRAM, file];
    // Apart from the terminal: its Ctrl-C is for the drill, which then ends its clients.
    this.child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdin?.on('error', () => undefined); // told by its end
    this.child.stderr?.on('data', (part: Buffer) => (this.complaints += part.toString()));
    if (this.child.stdout === null) throw new Error(`${assignment.name} has no output`);
    createInterface({ input: this.child.stdout }).on('line', (text) => {
      const request = parseLine(text);
      if (request !== undefined) this.requests.push(request);
    });
  }

  get name(): string {
    return this.assignment.name;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Why it runs no more; undefined while it does. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) return undefined;
    return `${this.name} ended with ${signalCode ?? exitCode}: ${this.complaints.trim()}`;
  }

  /** Has it write into another namespace from now on. */
  writeInto(namespace: string): void {
    this.child.stdin?.write(`${namespace}\n`);
  }

  /** Ends it after what is under way. */
  async close(): Promise<void> {
    this.child.stdin?.end();
    if (this.ended !== undefined) return;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await once(this.child, 'close');
    clearTimeout(timer);
  }
}
