import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a client is told once, as a file that only root reads: it has keys in it. */
export interface Named {
  readonly name: string;
}

interface ClientOptions {
  /** Path of its program, which reads its assignment and prints a line for each thing that it did. */
  readonly program: string;
  /** What a command begins with that runs on its network. */
  readonly enter: readonly string[];
  /** For its assignment. */
  readonly folder: string;
  readonly onLine: (text: string) => void;
}

/** A client of a drill: a process of its own, on a network of the drill. */
export class ClientProcess {
  private readonly child: ChildProcess;
  private complaints = '';

  constructor(
    readonly assignment: Named,
    { program, enter, folder, onLine }: ClientOptions,
  ) {
    const file = join(folder, `${assignment.name}.json`);
    writeFileSync(file, JSON.stringify(assignment), { mode: 0o600 });
    const [command = '', ...args] = [...enter, process.execPath, '--import', 'tsx', program, file];
    // Apart from the terminal: its Ctrl-C is for the drill, which then ends its clients.
    this.child = spawn(command, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdin?.on('error', () => undefined); // told by its end
    this.child.stderr?.on('data', (part: Buffer) => (this.complaints += part.toString()));
    if (this.child.stdout === null) throw new Error(`${assignment.name} has no output`);
    createInterface({ input: this.child.stdout }).on('line', onLine);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Why it runs no more; undefined while it does. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) return undefined;
    return `${this.assignment.name} ended with ${signalCode ?? exitCode}: ${this.complaints.trim()}`;
  }

  /** Tells it something. */
  tell(line: string): void {
    this.child.stdin?.write(`${line}\n`);
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
