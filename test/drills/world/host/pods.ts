import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PodSpec, podOf } from './manifest';
import { whileOn } from './power';
import { Supervised } from './supervised';

export interface PodsProps {
  readonly host: string;
  /** What enters the host. */
  readonly enter: readonly string[];
  /** Root folder of the host, as this machine sees it. */
  readonly root: string;
  /** Folder for what the containers say. */
  readonly logs: string;
  /** Search path of the containers. */
  readonly path: string;
  readonly log: (line: string) => void;
}

/** Milliseconds between two looks at the manifests; a kubelet is told by the kernel. */
const LOOK = 200;

/** Where the stand-in of crictl finds what runs: a file for each container, with its name and state. */
export const CONTAINERS = '/run/tripod-world/containers';

/** Where the stand-in of systemctl says `down` for the kubelet. */
export const KUBELET = '/run/tripod-world/kubelet';

interface Pod {
  readonly text: string;
  readonly grace: number;
  readonly containers: ReadonlyMap<string, Supervised>;
}

/**
 * Seconds until a container that ended is started again: 1, 2, 4, 8, 10. A kubelet starts it within a second for the
 * first time too (its relist), but then waits 10 s and doubles, up to 5 minutes; a drill kills more often than that.
 */
const pause = (ends: number): number => Math.min(10, 2 ** (ends - 1));

/**
 * What a kubelet does for static pods: runs what has a manifest, again when it ends or its manifest changes, and ends
 * what has none any more. It looks at no probe, limit or user, and pulls no image: programs of this machine run as root.
 */
export class Pods {
  private readonly pods = new Map<string, Pod>();
  private readonly refused = new Map<string, string>();
  private readonly timer: NodeJS.Timeout;
  private readonly busy = new Set<string>();
  private attempts = 0;

  constructor(private readonly props: PodsProps) {
    mkdirSync(join(props.root, CONTAINERS), { recursive: true });
    this.timer = setInterval(() => this.look(), LOOK);
    this.look();
  }

  /** A container that runs now, by its name. */
  running(name: string): Supervised | undefined {
    const found = [...this.pods.values()].flatMap(({ containers }) => containers.get(name) ?? []);
    return found.find(({ isRunning }) => isRunning);
  }

  /** Watches no longer: the host has lost its power. */
  async forget(): Promise<void> {
    clearInterval(this.timer);
    const all = [...this.pods.values()].flatMap(({ containers }) => [...containers.values()]);
    await Promise.all(all.map((container) => container.forget()));
  }

  private look(): void {
    if (this.isStopped()) return;
    const manifests = this.manifests();
    for (const file of this.pods.keys()) {
      if (this.pods.get(file)?.text !== manifests.get(file)) void this.end(file);
    }
    for (const [file, text] of manifests) {
      if (!this.pods.has(file) && this.refused.get(file) !== text) this.begin(file, text);
    }
  }

  private manifests(): ReadonlyMap<string, string> {
    const folder = join(this.props.root, 'etc/kubernetes/manifests');
    const names = (whileOn(() => readdirSync(folder)) ?? []).filter((name) => /^[^.].*\.yaml$/.test(name));
    const texts = names.map((name) => [name, whileOn(() => readFileSync(join(folder, name), 'utf8'))] as const);
    // One that was moved away between the two counts as gone.
    return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
  }

  /** Whether `systemctl stop kubelet` was said: nothing is started or ended any more, and all goes on. */
  private isStopped(): boolean {
    return whileOn(() => readFileSync(join(this.props.root, KUBELET), 'utf8'))?.trim() === 'down';
  }

  private begin(file: string, text: string): void {
    let spec: PodSpec;
    try {
      spec = podOf(text);
    } catch (error) {
      // Half written, or beyond this stand-in: said once.
      this.refused.set(file, text);
      this.props.log(`${this.props.host}: ${file}: ${(error as Error).message}`);
      return;
    }
    this.refused.delete(file);
    for (const folder of spec.folders) mkdirSync(join(this.props.root, folder), { recursive: true });
    const containers = spec.containers.map((container) => {
      const changed = this.recorder(spec.name, container.name);
      const supervised = new Supervised({
        enter: this.props.enter,
        command: container.command,
        env: { ...container.env, PATH: this.props.path },
        log: join(this.props.logs, `${container.name}.log`),
        pause,
        isAlone: () => this.isStopped(),
        changed,
      });
      return [container.name, supervised] as const;
    });
    this.pods.set(file, { text, grace: spec.grace, containers: new Map(containers) });
  }

  private async end(file: string): Promise<void> {
    const pod = this.pods.get(file);
    if (pod === undefined || this.busy.has(file)) return;
    this.busy.add(file);
    await Promise.all([...pod.containers.values()].map((container) => container.stop(pod.grace)));
    this.pods.delete(file);
    this.busy.delete(file);
  }

  /** Keeps a file for crictl; each start of a container has an identity of its own. */
  private recorder(pod: string, container: string): (pid: number | undefined) => void {
    let id = '';
    return (pid) => {
      if (pid !== undefined && id !== '') this.record(id, undefined);
      if (pid !== undefined) id = createHash('sha256').update(`${container} ${this.attempts++}`).digest('hex');
      const inside = pid === undefined ? 0 : pidInside(pid);
      if (id !== '') this.record(id, `${container} ${pid === undefined ? 'Exited' : 'Running'} ${inside} ${pod}\n`);
    };
  }

  private record(id: string, text: string | undefined): void {
    const folder = join(this.props.root, CONTAINERS);
    whileOn(() => {
      if (text === undefined) return rmSync(join(folder, id), { force: true });
      // Beside it first: a reader sees the old or the new, never half.
      writeFileSync(join(folder, `.${id}`), text);
      renameSync(join(folder, `.${id}`), join(folder, id));
    });
  }
}

/** The number of a process inside of its own namespace; 0 where it has ended. */
function pidInside(pid: number): number {
  try {
    return Number(/^NSpid:.*\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
