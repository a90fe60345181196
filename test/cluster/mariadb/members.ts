import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Action, MariaDb } from 'tripod-iac';
import { binary } from '../harness/binaries';
import { freePort } from '../harness/free-port';
import { Keeper } from '../harness/keeper';
import { poll } from '../harness/poll';
import { object } from '../../support/objects';
import { here, type NameServers, type Run } from '../witness/name-servers';

/** Real servers below real guards, run from the rendered ConfigMaps, with ports of loopback in the places of addresses. */
export class Members {
  private readonly keeper = new Keeper();
  private readonly runner = join(this.keeper.folder, 'run-on-member');
  readonly all: Member[] = [];

  constructor(readonly servers: NameServers) {
    certificates(this.keeper.folder);
    const lines = [
      '#!/bin/bash',
      `. "${this.keeper.folder}/$1/env"`,
      'shift',
      'exec bash "$CONFIG/member.sh" "$@"',
      '',
    ];
    writeFileSync(this.runner, lines.join('\n'), { mode: 0o755 });
  }

  /** Makes the members of a side, each with a folder and ports of its own; nothing runs yet. */
  async add(database: MariaDb, count = 1): Promise<readonly Member[]> {
    const made: Member[] = [];
    for (let index = 0; index < count; index++) {
      const ports = { PORT: 0, GROUP_PORT: 0, INCREMENTAL_PORT: 0, TRANSFER_PORT: 0, GUARD_PORT: 0 };
      for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
      const name = `${database.environment.name}/mariadb-${database.node.id}-${index}`;
      made.push(new Member(name, join(this.keeper.folder, name), ports, database, this.servers));
    }
    this.all.push(...made);
    return made;
  }

  /** Tells every member where the others are. @param others the other side */
  know(side: readonly Member[], others: readonly Member[]): void {
    side.forEach((member) => member.write(side, others));
  }

  /** Runs all parts of steps, as the runner of a plan does. @returns what they printed, with the loss of each that tells one */
  async run(
    actions: readonly Action[],
    values: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>> {
    const said: Record<string, string> = {};
    const lost = { LOST_AT: String(Math.floor(Date.now() / 1000)), ...values };
    for (const { id, check, loses, commands, verify } of actions) {
      for (const [part, lines] of Object.entries({ check, loses, commands, verify })) {
        if (lines === undefined || lines.length === 0) continue;
        const { code, output, errors } = await this.lines(lines, lost);
        if (code !== 0) throw new Error(`${id} ${part}: ${code}\n${output}\n${errors}`);
        said[`${id} ${part}`] = output;
        said[`${id} ${part} errors`] = errors;
      }
    }
    return said;
  }

  lines(lines: readonly string[], values: Readonly<Record<string, string>>): Promise<Run> {
    return this.servers.run(lines, { TRIPOD_MARIADB_RUN: this.runner, ...values });
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((member) => member.kill()));
    await this.keeper.stop();
  }
}

type Ports = Readonly<Record<'PORT' | 'GROUP_PORT' | 'INCREMENTAL_PORT' | 'TRANSFER_PORT' | 'GUARD_PORT', number>>;

export class Member {
  private keeper: Keeper | undefined;
  private readonly config: string;

  constructor(
    readonly name: string,
    readonly folder: string,
    readonly ports: Ports,
    private readonly database: MariaDb,
    private readonly servers: NameServers,
  ) {
    this.config = join(folder, 'config');
    for (const part of ['config', 'keys', 'data', 'run']) mkdirSync(join(folder, part), { recursive: true });
  }

  get tls(): string {
    return join(this.folder, '..', '..', 'tls');
  }

  write(side: readonly Member[], others: readonly Member[]): void {
    const { data } = object(this.database, 'ConfigMap');
    const keys = join(this.folder, 'keys');
    const move = (text: string) => text.replaceAll('/etc/tripod/tls', this.tls);
    const guard = here(data['guard'])
      .replace('/etc/tripod/keys/witness-secret', join(keys, 'witness-secret'))
      .replace(/0\.0\.0\.0:\d+/, `127.0.0.1:${this.ports.GUARD_PORT}`);
    writeFileSync(join(this.config, 'my.cnf'), move(data['my.cnf']));
    writeFileSync(join(this.config, 'member.sh'), data['member.sh']);
    writeFileSync(join(this.config, 'guard'), guard);
    const secret = /secret "(.*)"/.exec(readFileSync(join(this.servers.secrets, 'guard.key'), 'utf8'))?.[1] ?? '';
    writeFileSync(join(keys, 'witness-secret'), secret);
    writeFileSync(join(keys, 'replica-password'), 're\'pli"ca\\1');
    writeFileSync(join(keys, 'probe-password'), "pro'be$2");
    const sql = (members: readonly Member[]) => members.map(({ ports }) => `127.0.0.1:${ports.PORT}`).join(' ');
    const env = {
      ...this.ports,
      MEMBER: this.name.split('/')[1],
      BIND: '127.0.0.1',
      ADDRESS: '127.0.0.1',
      DATA: join(this.folder, 'data'),
      RUN: join(this.folder, 'run'),
      CONFIG: this.config,
      KEYS: keys,
      TLS: this.tls,
      AGENT: binary('tripod-agent'),
      GROUP: side.length > 1 ? side.map(({ ports }) => `127.0.0.1:${ports.GROUP_PORT}`).join(' ') : '',
      SERVERS: sql(side),
      SOURCES: sql(others),
    };
    const lines = Object.entries(env).map(([key, value]) => `export ${key}='${value}'`);
    writeFileSync(join(this.folder, 'env'), `${lines.join('\n')}\n`);
  }

  /** Starts it, and again whenever it ends, as a kubelet does. All of it dies with the loop, and that with the test. */
  start(): void {
    rmSync(join(this.folder, 'stopped'), { force: true });
    this.keeper = new Keeper();
    const loop = [
      `cd "${this.folder}"`,
      '. ./env',
      'until [[ -e stopped ]]; do setpriv --pdeathsig KILL bash "$CONFIG/member.sh" start >>log 2>&1; sleep 0.3; done',
    ];
    this.keeper.start('member', 'bash', ['-c', loop.join('\n')]);
  }

  /** Kills it without a word, its server with it; it stays away. */
  async kill(): Promise<void> {
    await this.keeper?.stop();
    await this.gone(10);
  }

  /** Ends it in good order; it stays away. */
  async end(): Promise<void> {
    writeFileSync(join(this.folder, 'stopped'), '');
    this.ask('restart');
    await this.gone(60);
    await this.keeper?.stop();
  }

  /** Runs another command of its own beside it: `replicate`. */
  beside(command: string): void {
    const line = `. "${this.folder}/env"; exec bash "$CONFIG/member.sh" ${command} 2>>"${this.folder}/log"`;
    this.keeper?.start(command, 'bash', ['-c', line]);
  }

  private async gone(seconds: number): Promise<void> {
    const gone = await poll(seconds, () => Promise.resolve(this.processes().length === 0 || undefined));
    if (gone === undefined) throw new Error(`${this.name} still runs: ${this.processes().join(' ')}`);
  }

  /** What still runs from its folder. */
  private processes(): readonly string[] {
    const { stdout } = spawnSync('pgrep', ['-f', join(this.folder, 'data')], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean);
  }

  /** Asks `member.sh`. */
  ask(...args: readonly string[]): Run {
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', `. "${this.folder}/env"; exec bash "$CONFIG/member.sh" "$@"`, '-', ...args],
      { encoding: 'utf8', timeout: 90_000 },
    );
    return { code: status, output: stdout.trim(), errors: stderr };
  }

  is(what: string): Promise<boolean> {
    return poll(60, () => Promise.resolve(this.ask('is', what).code === 0 ? true : undefined)).then(
      (so) => so === true,
    );
  }

  /** SQL as the administrator, over the socket. @throws with what the server said */
  sql(statement: string): string {
    const socket = `--socket=${join(this.folder, 'run/mysqld.sock')}`;
    return said(spawnSync('mariadb', ['--no-defaults', socket, '-BN', '-e', statement], { encoding: 'utf8' }));
  }

  /** SQL as an application: over TLS, without any privilege beyond its own tables. */
  app(statement: string): string {
    const how = ['--no-defaults', '--host=127.0.0.1', `--port=${this.ports.PORT}`, `--ssl-ca=${this.tls}/ca.crt`];
    const login = ['--ssl-verify-server-cert', '--user=app', '--password=app', '-BN'];
    return said(spawnSync('mariadb', [...how, ...login, '-e', statement], { encoding: 'utf8' }));
  }

  get log(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }
}

function said({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }): string {
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.trim();
}

/** One certificate for all: they share an address. */
function certificates(folder: string): void {
  const tls = join(folder, 'tls');
  mkdirSync(tls);
  const openssl = (...args: readonly string[]) => spawnSync('openssl', args, { cwd: tls });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=ca');
  openssl('req', ...key, '-keyout', 'tls.key', '-out', 'tls.csr', '-subj', '/CN=member');
  writeFileSync(join(tls, 'names'), 'subjectAltName=IP:127.0.0.1');
  const sign = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'tls.csr', ...sign, '-out', 'tls.crt');
}
