import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Milliseconds after which a statement is given up, and its connection with it. */
export const TIMEOUT = 2_000;

export interface SqlAccess {
  readonly user: string;
  readonly password: string;
  /** Further flags of the program `mariadb`, such as those of TLS. */
  readonly flags: readonly string[];
}

/**
 * One connection to a database server, by MariaDB's own client. It ends with the first thing that goes wrong on it, as
 * those of a pool do that get "read-only" for an answer: whoever has it then makes another one, wherever the name leads.
 */
export class Session {
  private readonly child: ChildProcess;
  private waiting: ((answer: string) => void) | undefined;
  private said = '';
  private over = false;

  constructor(
    readonly address: string,
    { user, password, flags }: SqlAccess,
  ) {
    const args = [
      '--no-defaults',
      `--host=${address}`,
      '--port=3306',
      `--user=${user}`,
      '--connect-timeout=2',
      ...flags,
    ];
    const batch = ['--batch', '--skip-column-names', '--unbuffered', '--skip-reconnect'];
    this.child = spawn('mariadb', [...args, ...batch], { env: { PATH: process.env.PATH, MYSQL_PWD: password } });
    this.child.stdin?.on('error', () => undefined); // told by its end
    this.child.stderr?.on('data', (part: Buffer) => (this.said += part.toString()));
    if (this.child.stdout === null) throw new Error('mariadb has no output');
    createInterface({ input: this.child.stdout }).on('line', () => this.answer('ok'));
    this.child.once('error', (error) => this.end(error.message));
    this.child.once('close', () => this.end(/ERROR (\d+)/.exec(this.said)?.[1] ?? 'closed'));
  }

  get isOver(): boolean {
    return this.over;
  }

  /** Runs one statement that returns exactly one row: the row comes when the statement has been committed. */
  run(statement: string): Promise<string> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end('timeout'), TIMEOUT);
      this.waiting = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      if (this.over) return this.answer('closed');
      this.child.stdin?.write(`${statement};\n`);
    });
  }

  close(): void {
    this.end('closed');
  }

  private answer(answer: string): void {
    this.waiting?.(answer);
    this.waiting = undefined;
  }

  private end(why: string): void {
    this.over = true;
    this.child.kill('SIGKILL');
    this.answer(why);
  }
}
