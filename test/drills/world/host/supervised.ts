import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, ENVIRONMENT, send } from '../process/run';

export interface SupervisedProps {
  /** What enters the host: `nsenter … --`. */
  readonly enter: readonly string[];
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** File for what it says. */
  readonly log: string;
  /** Seconds until it is started again after it ended by itself, for the first time, the second…; undefined: never. */
  readonly pause: (ends: number) => number | undefined;
  /** Whether nobody is there who would start it again now. @default - somebody always is */
  readonly isAlone?: () => boolean;
  /** Told whenever it begins, with its process as this machine numbers it, or ends. */
  readonly changed?: (pid: number | undefined) => void;
}

/** Seconds of life after which an end counts as the first one again. */
const SETTLED = 10;

/** Milliseconds between two looks at what is to begin or to end soon. */
const LOOK = 20;

/** A program of a host that is started again when it ends, until it is told to stop. */
export class Supervised {
  private pid: number | undefined;
  private stopping = false;
  private ends = 0;
  private readonly life: Promise<void>;

  constructor(private readonly props: SupervisedProps) {
    this.life = this.live();
  }

  get isRunning(): boolean {
    return this.pid !== undefined;
  }

  /** Kills it at once; it is started again. */
  kill(): void {
    this.signal('SIGKILL');
  }

  /** Asks it to end, and kills it where it has not after so many seconds. Done when it is gone. */
  async stop(grace: number): Promise<void> {
    this.stopping = true;
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), grace * 1000);
    await this.life;
    clearTimeout(timer);
  }

  /** Starts it no more: its host has lost its power. Done when it is gone. */
  async forget(): Promise<void> {
    this.stopping = true;
    await this.life;
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.pid !== undefined) send(this.pid, signal);
  }

  private async live(): Promise<void> {
    while (!this.stopping) {
      const since = Date.now();
      await this.once();
      this.ends = Date.now() - since < SETTLED * 1000 ? this.ends + 1 : 1;
      const pause = this.props.pause(this.ends);
      if (pause === undefined) return;
      const until = Date.now() + pause * 1000;
      while (!this.stopping && (Date.now() < until || this.props.isAlone?.() === true)) await sleep(LOOK);
    }
  }

  private async once(): Promise<void> {
    const { enter, command, env, log, changed } = this.props;
    const [program = '', ...args] = [...enter, ...command];
    const output = openSync(log, 'a');
    const child = spawn(program, args, {
      env: { ...ENVIRONMENT, ...env },
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    const ended = once(child, 'exit');
    // nsenter stands before it, and ends as it does.
    const isThere = () => child.exitCode === null && child.signalCode === null;
    while (isThere() && this.pid === undefined) {
      this.pid = childrenOf(child.pid ?? 0)[0];
      if (this.pid === undefined) await sleep(LOOK);
    }
    if (this.stopping) this.signal('SIGTERM'); // asked to end before it had begun
    if (this.pid !== undefined) changed?.(this.pid);
    if (isThere()) await ended;
    this.pid = undefined;
    changed?.(undefined);
  }
}
