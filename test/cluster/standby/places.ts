import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Action, type Machines, nameServerDocuments, quote, type Witness } from 'tripod-iac';
import { type Machine, type Outcome, run, type World } from '../../drills/world';
import { binary } from '../harness';
import { Keeper } from '../harness/keeper';

const BIN = join(__dirname, '../../../tools/bin');

/** Stands in for ssh: enters the host of an address, and knows nothing else of it. */
export class Reach implements Machines {
  readonly folder = mkdtempSync(join(tmpdir(), 'tripod-places-'));
  readonly prerequisites = [];

  provision(): readonly [] {
    return [];
  }

  run({ address }: { readonly address: string }, command: string): string {
    return `${this.folder}/on "${address}" ${quote(command)} </dev/null`;
  }

  pipe({ address }: { readonly address: string }, command: string): string {
    return `${this.folder}/on "${address}" ${quote(command)}`;
  }

  /** Learns where the hosts are now: those that are off answer nobody. */
  learn(...machines: readonly Machine[]): void {
    const cases = machines
      .filter(({ isOn }) => isOn)
      .map((machine) => `  ${machine.address}) set -- ${machine['enter'].map(quote).join(' ')} sh -c "$2" ;;`);
    const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    writeFileSync(
      join(this.folder, 'on'),
      [
        '#!/bin/sh',
        'case $1 in',
        ...cases,
        '  *) exit 255 ;;',
        'esac',
        `exec env -i HOME=/var/root PATH=${path} "$@"`,
        '',
      ].join('\n'),
      { mode: 0o700 },
    );
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the administrator has, in the second city: a store, name servers of the witness, keys and programs. */
export class Office {
  private readonly keeper = new Keeper();
  readonly secrets = this.inside('secrets');
  readonly state = this.inside('state');
  private readonly programs = this.inside('programs');

  constructor(
    private readonly world: World,
    private readonly site: string,
  ) {
    for (const name of ['etcdctl', 'etcdutl', 'kubectl', 'rclone'])
      writeFileSync(join(this.programs, name), `#!/bin/sh\nexec ${join(BIN, name)} "$@"\n`, { mode: 0o700 });
  }

  /** An object store with TLS, by rclone itself; the keys lie where plans look for them. */
  store(port: number, certificate: { readonly crt: string; readonly key: string }): string {
    const folder = this.inside('store');
    mkdirSync(join(folder, 'etcd-snapshots', 'production'), { recursive: true });
    writeFileSync(join(this.secrets, 'store.env'), 'AWS_ACCESS_KEY_ID=reader\nAWS_SECRET_ACCESS_KEY=secret\n');
    const flags = [
      'serve',
      's3',
      folder,
      '--addr',
      `127.0.0.1:${port}`,
      '--auth-key',
      'reader,secret',
      '--vfs-cache-mode=off',
      '--dir-cache-time=0s',
    ];
    this.start('store', [join(BIN, 'rclone'), ...flags, '--cert', certificate.crt, '--key', certificate.key]);
    return join(folder, 'etcd-snapshots', 'production');
  }

  /** The name servers of a witness, at its addresses. */
  async witness(witness: Witness, sides: readonly string[]): Promise<void> {
    const key = (name: string) => spawnSync('tsig-keygen', ['-a', 'hmac-sha256', name], { encoding: 'utf8' }).stdout;
    const [guard, plan, sites] = [key(witness.keyName), key(witness.planKeyName), key(`${witness.keyName}-sites`)];
    writeFileSync(join(this.secrets, 'witness.key'), plan);
    writeFileSync(join(this.secrets, witness.key.name), guard);
    for (const { name, address } of witness.servers) {
      await run([...this.enter, 'ip', 'address', 'add', `${address}/24`, 'dev', 'eth0']);
      const folder = this.inside(name);
      const listen = `listen-on { ${address}; };\n  pid-file none;\n  session-keyfile "${folder}/session.key";`;
      for (const { path, text } of nameServerDocuments(witness, sides)) {
        const moved = text
          .replaceAll('/etc/bind/tripod-keys.conf', join(folder, 'keys.conf'))
          .replaceAll('/var/lib/bind', folder)
          .replaceAll('/var/cache/bind', folder)
          .replace('recursion no;', `recursion no;\n  ${listen}`);
        writeFileSync(join(folder, path.split('/').at(-1)!), moved);
      }
      writeFileSync(join(folder, 'keys.conf'), guard + plan + sites);
      const parts = ['named.conf.options', 'named.conf.tripod'].map((part) => `include "${join(folder, part)}";\n`);
      writeFileSync(join(folder, 'named.conf'), `${parts.join('')}controls { };\n`);
      this.start(name, ['/usr/sbin/named', '-g', '-4', '-c', join(folder, 'named.conf')]);
    }
  }

  /** Runs lines of bash as a step of a plan does. */
  run(lines: readonly string[], values: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const script = ['set -euo pipefail', 'step() {', ...lines, '}', 'step', ''].join('\n');
    const path = `${this.programs}:/usr/sbin:/usr/bin:/sbin:/bin`;
    const env = {
      PATH: path,
      HOME: this.inside('home'),
      SECRETS: this.secrets,
      STATE: this.state,
      AGENT: join(BIN, 'tripod-agent'),
      ...values,
    };
    return run([...this.enter, 'bash', '-c', script], { env, timeout: 300 });
  }

  /** The same; what it does is done twice, as after an interruption. @throws with what it said */
  async act(action: Action, values: Readonly<Record<string, string>>, times = 2): Promise<string> {
    let said = '';
    for (const lines of [
      action.check ?? [':'],
      ...Array.from({ length: times }, () => action.commands),
      action.verify,
    ]) {
      if (lines.length === 0) continue;
      const { code, output } = await this.run(lines, values);
      said += output;
      if (code !== 0) throw new Error(`${action.id}: ${lines.at(-1)}: exit code ${code}\n${output}`);
    }
    return said;
  }

  /** What a program of this office said last. */
  said(name: string): string {
    return this.keeper.lastLines(name);
  }

  async close(): Promise<void> {
    await this.keeper.stop();
  }

  private get enter(): readonly string[] {
    return this.world.enter(this.site);
  }

  private start(name: string, argv: readonly string[]): void {
    const [program = '', ...args] = [...this.enter, ...argv];
    this.keeper.start(name, `/usr/bin/${program}`, args);
  }

  private inside(name: string): string {
    const path = join(this.keeper.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }
}

/** Programs that an administrator has put onto a host, and a kubeadm that pulls no images: there are none here. */
export async function equip(machine: Machine): Promise<void> {
  await machine.must(`
ln -sf ${binary('etcdctl')} ${binary('etcdutl')} /usr/local/bin/
cat >/usr/local/bin/kubeadm <<'END'
#!/bin/sh
case "$*" in 'config images pull'*) exit 0 ;; esac
exec ${binary('kubeadm')} "$@"
END
`);
}
