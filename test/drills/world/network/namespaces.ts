import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childrenOf, ENVIRONMENT } from '../process/run';

export type NamespaceKind = 'mount' | 'net' | 'pid' | 'uts';

export interface HoldOptions {
  /** Processes between the command and the one that holds the namespaces: each of nsenter and unshare that forks. */
  readonly depth: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a command begins with that gets namespaces of its own; whatever runs in a process namespace ends with it. */
export function unshare(...kinds: readonly NamespaceKind[]): readonly string[] {
  const processes = kinds.includes('pid') ? ['--fork', '--kill-child', '--mount-proc'] : [];
  return ['unshare', ...kinds.map((kind) => `--${kind}`), ...processes];
}

/** What a host has for itself. */
export const HOST_NAMESPACES = unshare('net', 'mount', 'uts', 'pid');

/**
 * Namespaces of the kernel that live as long as one process does, and the way into them. They have no name, so nothing
 * of them can be left behind.
 */
export class Namespaces {
  /**
   * Runs the command that makes them; its script says `ready` when whoever enters may do so.
   * @throws with what it said instead
   */
  static async hold(argv: readonly string[], { depth, env = {} }: HoldOptions): Promise<Namespaces> {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, { env: { ...ENVIRONMENT, ...env }, detached: true });
    const said = await untilReady(child);
    let pid = child.pid ?? 0;
    for (let step = 0; step < depth; step++) pid = childrenOf(pid)[0] ?? 0;
    if (!said.endsWith('ready\n') || pid === 0) throw new Error(`no namespaces from ${argv.join(' ')}:\n${said}`);
    return new Namespaces(child, pid);
  }

  private constructor(
    private readonly child: ChildProcess,
    /** The process that holds them, as this machine numbers it. */
    readonly pid: number,
  ) {}

  /** What a command begins with that is to run inside of some of them. */
  enter(...kinds: readonly NamespaceKind[]): readonly string[] {
    return ['nsenter', `--target=${this.pid}`, ...kinds.map((kind) => `--${kind}`), '--'];
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Closes what the holder reads; done when it has ended, and all that ran inside of its process namespace. */
  async release(): Promise<void> {
    this.child.stdin?.end();
    await this.ended();
  }

  /** Kills the holder: as the first process of its namespace it takes all others with it. */
  async kill(): Promise<void> {
    if (this.isAlive) process.kill(this.pid, 'SIGKILL');
    await this.ended();
  }

  private async ended(): Promise<void> {
    if (this.isAlive) await once(this.child, 'exit');
  }
}

function untilReady(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (part: Buffer) => {
      said += part.toString();
      if (said.endsWith('ready\n')) resolve(said);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.stdin?.on('error', () => undefined);
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
