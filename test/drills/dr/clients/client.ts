import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseWrite, type Write } from './log';
import type { Assignment } from './program';

const PROGRAM = resolve(__dirname, 'program.ts');

/** A client of the drill while it runs, and all that it ever wrote. */
export class Client {
  readonly writes: Write[] = [];
  private readonly child: ChildProcess;
  private complaints = '';

  /** @param enter what a command begins with that runs on a place's network */
  constructor(
    readonly assignment: Assignment,
    enter: readonly string[],
    folder: string,
  ) {
    const file = join(folder, `${assignment.name}.json`);
    writeFileSync(file, JSON.stringify(assignment), { mode: 0o600 });
    const [program = '', ...args] = [...enter, process.execPath, '--import', 'tsx', PROGRAM, file];
    this.child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdin?.on('error', () => undefined); // told by its end
    this.child.stderr?.on('data', (part: Buffer) => (this.complaints += part.toString()));
    if (this.child.stdout === null) throw new Error(`${assignment.name} has no output`);
    createInterface({ input: this.child.stdout }).on('line', (text) => {
      const write = parseWrite(text);
      if (write !== undefined) this.writes.push(write);
    });
  }

  /** Why it runs no more; undefined while it does. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) return undefined;
    return `${this.assignment.name} ended with ${signalCode ?? exitCode}: ${this.complaints.trim()}`;
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
