import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from 'tripod-iac';
import { freePort } from '../../cluster/harness/free-port';
import { TestHost } from './host';

/** Hosts with real sshds, and what was done to them. */
export class Room {
  /** @param kubeconfig what the first master gives as that of the administrator */
  static async open(hosts: readonly Host[], port: number, kubeconfig: string): Promise<Room> {
    const folder = mkdtempSync(join(tmpdir(), 'tripod-room-'));
    for (const part of ['keys', 'tokens', 'disks']) mkdirSync(join(folder, part));
    writeFileSync(join(folder, 'calls'), '');
    writeFileSync(join(folder, 'admin.conf'), kubeconfig);
    for (const path of ['user', ...hosts.map(({ name }) => `keys/${name}`)]) newKey(join(folder, path));
    const started = await Promise.all(hosts.map((host) => TestHost.start(host, { folder, port })));
    return new Room(folder, port, started);
  }

  static port(): Promise<number> {
    return freePort();
  }

  private constructor(
    readonly folder: string,
    private readonly port: number,
    private readonly hosts: readonly TestHost[],
  ) {}

  /** The private key that every host accepts. */
  get privateKey(): string {
    return this.read('user');
  }

  /** As `ssh-keyscan` prints it, without comments. */
  get knownHosts(): string {
    return this.hosts.map(({ host }) => `[${host.address}]:${this.port} ${this.publicKey(host.name)}`).join('\n');
  }

  publicKey(name: string): string {
    return this.read(`keys/${name}.pub`).split(' ').slice(0, 2).join(' ');
  }

  /** What kubeadm was asked since the last question: `s1-master-1 init`. */
  calls(): readonly string[] {
    const lines = this.read('calls')
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '');
    writeFileSync(join(this.folder, 'calls'), '');
    return lines;
  }

  /** All tokens that were made, whether they have ended or not. */
  readonly tokens = new Set<string>();

  /** Ends every token, as half an hour does. */
  endTokens(): void {
    for (const token of this.noteTokens()) rmSync(join(this.folder, 'tokens', token));
  }

  noteTokens(): readonly string[] {
    const found = readdirSync(join(this.folder, 'tokens'));
    found.forEach((token) => this.tokens.add(token));
    return found;
  }

  /** Has every join of a host fail, or not come to an end, until it is mended. */
  spoil(host: string, how: 'fault' | 'slow'): void {
    writeFileSync(join(this.folder, `${how}-${host}`), '');
  }

  mend(host: string): void {
    for (const how of ['fault', 'slow']) rmSync(join(this.folder, `${how}-${host}`), { force: true });
  }

  /** What a script on a host says. */
  async on(name: string, script: string): Promise<string> {
    const found = this.hosts.find(({ host }) => host.name === name);
    if (found === undefined) throw new Error(`no host ${name}`);
    return (await found.run(script)).output;
  }

  async close(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stop()));
    if (existsSync(this.folder)) rmSync(this.folder, { recursive: true, force: true });
  }

  private read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }
}

function newKey(path: string): void {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', path]);
}
