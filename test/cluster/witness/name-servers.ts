import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretValue, type Traffic, Witness, nameServerDocuments } from 'tripod-iac';
import { freePort } from '../harness/free-port';
import { Keeper } from '../harness/keeper';
import { poll } from '../harness/poll';

export const ZONE = 'prod.bank.example';
export const SIDES = ['production', 'remote-dr'];

/** All of them run on one address, each on a port of its own; a witness asks for several addresses. */
export function here(text: string): string {
  return text.replace(/127\.7\.0\.\d/g, '127.0.0.1');
}

/** What a script did. */
export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Real name servers on loopback addresses, run from the rendered files, with the keys that the guide asks for. */
export class NameServers {
  static async start(count = 3): Promise<NameServers> {
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    const servers = ports.map((port, index) => ({ name: `ns-${index + 1}`, address: `127.7.0.${index + 1}`, port }));
    const key = SecretValue.from('dns/guard');
    return new NameServers(Witness.dns({ zone: ZONE, servers, key, keyName: 'tripod-guard' }));
  }

  /** For its folder, which outlives the servers. */
  private readonly keeper = new Keeper();
  /** Folder with the keys, as plans have it. */
  readonly secrets = join(this.keeper.folder, 'secrets');
  private readonly keys: string;
  private readonly running = new Map<string, Keeper>();

  private constructor(readonly witness: Witness) {
    mkdirSync(this.secrets);
    const names = ['tripod-guard', 'tripod-guard-plan', 'tripod-guard-sites'];
    const keys = names.map(
      (name) => spawnSync('tsig-keygen', ['-a', 'hmac-sha256', name], { encoding: 'utf8' }).stdout,
    );
    this.keys = keys.join('');
    writeFileSync(join(this.secrets, 'guard.key'), keys[0]!);
    writeFileSync(join(this.secrets, 'witness.key'), keys[1]!);
    writeFileSync(join(this.secrets, 'sites.key'), keys[2]!);
  }

  /** Starts all, with the records that they may change. */
  async open(traffic?: Traffic): Promise<void> {
    for (const { name, address, port } of this.witness.servers) {
      const folder = this.folder(name);
      mkdirSync(folder);
      this.write(folder, address, port, traffic);
      await this.up(name);
    }
  }

  /** Starts one, again if need be, from what it has on its disk. */
  async up(name: string): Promise<void> {
    const { address, port } = this.witness.servers.find((server) => server.name === name)!;
    const keeper = new Keeper();
    this.running.set(name, keeper);
    keeper.start(name, '/usr/sbin/named', ['-g', '-4', '-c', join(this.folder(name), 'named.conf')]);
    const answers = await poll(20, () => {
      const { stdout } = spawnSync(
        'dig',
        [`@${here(address)}`, '-p', String(port), '+short', '+time=1', '+tries=1', ZONE, 'SOA'],
        { encoding: 'utf8' },
      );
      return Promise.resolve(stdout.includes('hostmaster') ? true : undefined);
    });
    if (answers === undefined) throw new Error(`${name} does not answer: ${keeper.lastLines(name)}`);
  }

  /** Kills one without a word. */
  async down(name: string): Promise<void> {
    await this.running.get(name)?.stop();
    this.running.delete(name);
  }

  /** Runs lines as a step of a plan does. */
  run(lines: readonly string[], values: Readonly<Record<string, string>> = {}): Promise<Run> {
    const state = join(this.keeper.folder, 'state');
    mkdirSync(state, { recursive: true });
    const text = ['set -euo pipefail', 'step() {', ...lines, '}', 'step', ''].map(here).join('\n');
    const env = { PATH: process.env.PATH, STATE: state, SECRETS: this.secrets, PLAN: 'test', ...values };
    const child = spawn('bash', ['-c', text], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
    return new Promise((done) => child.on('close', (code) => done({ code, output: output.trim(), errors })));
  }

  /** What each server says, by its name. */
  async said(): Promise<Readonly<Record<string, string>>> {
    const { output } = await this.run([...this.witness.read().slice(0, -1), 'witness_say']);
    return Object.fromEntries(
      output.split('\n').map((line) => {
        const [name, , , epoch, side] = line.split(' ');
        return [name, `${epoch} ${side}`];
      }),
    );
  }

  /** Sets what one says by hand, as nothing of ours does. */
  set(name: string, words: string, key = 'witness.key'): boolean {
    const { address, port } = this.witness.servers.find((server) => server.name === name)!;
    const { record } = this.witness;
    const input = `server ${here(address)} ${port}\nzone ${ZONE}\nupdate delete ${record} TXT\nupdate add ${record} 0 TXT "${words}"\nsend\n`;
    return spawnSync('nsupdate', ['-k', join(this.secrets, key)], { input, encoding: 'utf8' }).status === 0;
  }

  setAll(words: string): void {
    for (const { name } of this.witness.servers) this.set(name, words);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].map((keeper) => keeper.stop()));
    await this.keeper.stop();
  }

  /** Of one server. */
  folder(name: string): string {
    return join(this.keeper.folder, name);
  }

  /** The rendered files, with folders and addresses of the test in the places of theirs. */
  private write(folder: string, address: string, port: number, traffic?: Traffic): void {
    const listen = `listen-on port ${port} { ${here(address)}; };\n  pid-file none;\n  session-keyfile "${folder}/session.key";`;
    for (const { path, text } of nameServerDocuments(this.witness, SIDES, traffic)) {
      const moved = text
        .replaceAll('/etc/bind/tripod-keys.conf', join(folder, 'keys.conf'))
        .replaceAll('/var/lib/bind', folder)
        .replaceAll('/var/cache/bind', folder)
        .replace('recursion no;', `recursion no;\n  ${listen}`);
      writeFileSync(join(folder, path.split('/').at(-1)!), moved);
    }
    writeFileSync(join(folder, 'keys.conf'), this.keys);
    const parts = ['named.conf.options', 'named.conf.tripod'].map((part) => `include "${join(folder, part)}";\n`);
    writeFileSync(join(folder, 'named.conf'), `${parts.join('')}controls { };\n`);
  }
}
