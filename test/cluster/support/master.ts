import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { restoreScript, type RestoreScriptProps } from 'tripod-iac';
import { binary } from '../harness';
import { Keeper } from '../harness/keeper';

const WRITERS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** What a program said, and how it ended. */
export interface Outcome {
  readonly code: number;
  /** What it wrote to its standard output. */
  readonly stdout: string;
  /** That, and then its complaints. */
  readonly output: string;
}

/**
 * A master as far as `restore.sh` can see one: folders, a real etcd, and a kubelet of few lines that runs what has a
 * manifest. What is no etcd is a file that says it runs. `crictl` and `kubectl` answer from those files.
 */
export class Master {
  readonly data: string;
  readonly manifests: string;
  readonly script: string;
  private readonly running: string;
  private readonly programs: string;
  private etcd: Keeper | undefined;
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> = Promise.resolve();

  constructor(
    readonly folder: string,
    private readonly props: RestoreScriptProps,
    readonly clientUrl: string,
  ) {
    const inside = (name: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      return join(folder, name);
    };
    this.data = inside('data');
    this.manifests = inside('manifests');
    this.running = inside('running');
    this.programs = inside('programs');
    for (const pod of ['etcd', ...WRITERS]) writeFileSync(join(this.manifests, `${pod}.yaml`), `name: ${pod}\n`);
    this.script = join(folder, 'restore.sh');
    writeFileSync(this.script, restoreScript(props), { mode: 0o700 });
    this.program('crictl', `name=\${4#^}; [ ! -e '${this.running}'/"\${name%\\$}" ] || echo an-id`);
    this.program('kubectl', `[ -e '${this.running}/kube-apiserver' ]`);
    for (const name of ['etcdctl', 'etcdutl'] as const) cpSync(binary(name), join(this.programs, name));
  }

  /** Starts the kubelet. */
  start(): this {
    const next = () => {
      this.busy = this.obey().finally(() => (this.timer = setTimeout(next, 50)));
    };
    next();
    return this;
  }

  async stop(): Promise<void> {
    await this.busy;
    clearTimeout(this.timer);
    await this.etcd?.stop();
  }

  /** Runs the script of this master. */
  restore(...args: readonly string[]): Promise<Outcome> {
    return this.run(this.script, args);
  }

  etcdctl(...args: readonly string[]): Promise<Outcome> {
    return this.run(join(this.programs, 'etcdctl'), args);
  }

  has(pod: string): boolean {
    return existsSync(join(this.manifests, `${pod}.yaml`));
  }

  private program(name: string, body: string): void {
    const path = join(this.programs, name);
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o700);
  }

  /** What the manifests ask for. */
  private async obey(): Promise<void> {
    for (const pod of WRITERS) this.mark(pod, this.has(pod));
    if (this.has('etcd') && this.etcd === undefined) {
      this.etcd = new Keeper();
      this.etcd.start('etcd', binary('etcd'), this.flags());
    } else if (!this.has('etcd') && this.etcd !== undefined) {
      await this.etcd.stop();
      this.etcd = undefined;
    }
    this.mark('etcd', this.etcd !== undefined);
  }

  private mark(pod: string, runs: boolean): void {
    if (runs) writeFileSync(join(this.running, pod), '');
    else rmSync(join(this.running, pod), { force: true });
  }

  /** As kubeadm has them: those that begin with `initial` count only while there is no member. */
  private flags(): readonly string[] {
    const { member, members } = this.props;
    return [
      `--name=${member.name}`,
      `--data-dir=${this.data}`,
      `--listen-client-urls=${this.clientUrl}`,
      `--advertise-client-urls=${this.clientUrl}`,
      `--listen-peer-urls=${member.peerUrl}`,
      `--initial-advertise-peer-urls=${member.peerUrl}`,
      `--initial-cluster=${members.map(({ name, peerUrl }) => `${name}=${peerUrl}`).join(',')}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ];
  }

  private run(path: string, args: readonly string[]): Promise<Outcome> {
    const env = {
      PATH: `${this.programs}:${process.env.PATH}`,
      ETCD_DATA_DIR: this.data,
      MANIFESTS_DIR: this.manifests,
      PARKED_DIR: join(this.folder, 'parked'),
      WAIT_SECONDS: '30',
      ETCDCTL_ENDPOINTS: this.clientUrl,
      ETCDCTL_CACERT: '',
      ETCDCTL_CERT: '',
      ETCDCTL_KEY: '',
    };
    return new Promise((resolve) => {
      execFile(path, args, { env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, output: stdout + stderr });
      });
    });
  }
}
