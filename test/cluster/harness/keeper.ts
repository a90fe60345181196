import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Collects process ids until its input ends, then ends them all and removes the folder. */
const script = `
while read -r pid; do pids="$pids $pid"; done
[ -z "$pids" ] || kill -9 $pids
rm -rf "$1" || { sleep 1; rm -rf "$1"; }`;

/**
 * Processes and a private temporary folder that never outlive the test.
 *
 * A shell waits at the other end of a pipe. When this process closes the pipe, or ends in whatever way (exit, Ctrl-C,
 * SIGTERM, even SIGKILL), the shell kills and cleans up. Listeners on `process` would not do: SIGKILL calls none, and
 * jest gives tests a copy of `process` whose listeners are never called.
 */
export class Keeper {
  readonly folder = mkdtempSync(join(tmpdir(), 'tripod-'));
  private readonly children: ChildProcess[] = [];
  private readonly ends: Promise<unknown>[] = [];
  // Detached: Ctrl-C in a terminal reaches the whole process group, and must not end the keeper before its work.
  private readonly shell = spawn('/bin/sh', ['-c', script, 'keeper', this.folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  private early: string | undefined;
  private stopping = false;

  constructor() {
    this.ends.push(once(this.shell, 'exit'));
    this.shell.unref();
    this.shell.stdin.on('error', () => undefined); // somebody killed the shell: there is nobody left to tell
    (this.shell.stdin as unknown as { unref(): void }).unref();
  }

  /** Which program ended by itself, if one did, and its last words. The others are killed: they need each other. */
  get failure(): string | undefined {
    return this.early;
  }

  /**
   * Starts a program in the folder; what it says goes to `<name>.log` there.
   * @returns its process id.
   */
  start(name: string, path: string, args: readonly string[]): number {
    const log = openSync(this.logPath(name), 'a');
    const child = spawn(path, args, { cwd: this.folder, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    this.children.push(child);
    this.ends.push(this.watch(name, child));
    if (child.pid) this.shell.stdin.write(`${child.pid}\n`);
    return child.pid ?? 0;
  }

  /** The last lines a program said. */
  lastLines(name: string, count = 20): string {
    const text = existsSync(this.logPath(name)) ? readFileSync(this.logPath(name), 'utf8') : '';
    return [`${name}, last lines:`, ...text.trimEnd().split('\n').slice(-count)].join('\n  ');
  }

  /** Kills every program and removes the folder; done when both are gone. May be called again. */
  async stop(): Promise<void> {
    this.stopping = true;
    // What is waited for has to keep this process alive, which nothing of it did so far.
    for (const child of [this.shell, ...this.children]) child.ref();
    this.shell.stdin.end();
    await Promise.all(this.ends);
  }

  private async watch(name: string, child: ChildProcess): Promise<void> {
    const how = await new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    // Before the folder goes, and with it the log.
    if (!this.stopping) this.early ??= `${name} ended: ${how}\n${this.lastLines(name)}`;
    this.shell.stdin.end();
  }

  private logPath(name: string): string {
    return join(this.folder, `${name}.log`);
  }
}
