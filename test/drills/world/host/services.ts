import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../process/run';
import type { PodsProps } from './pods';
import { whileOn } from './power';
import { Supervised } from './supervised';

/** Where the stand-in of systemctl writes what it wants of each unit, `up` or `down`, and reads what is. */
export const SERVICES = '/run/tripod-world/services';
const UNITS = '/etc/systemd/system';

const LOOK = 100;
const GRACE = 10;

/**
 * What systemd does for the units that the project itself installs, by their files: starts those that are enabled with the
 * host, those before the kubelet first; starts one again where its file says so; and runs what is to follow its end.
 */
export class Services {
  /** Runs what must have run before the kubelet starts anything. */
  static async beforeKubelet(props: PodsProps): Promise<void> {
    for (const name of enabled(props.root)) {
      const unit = unitOf(props.root, name);
      if (unit.type === 'oneshot') await must([...props.enter, 'sh', '-c', unit.start]);
    }
  }

  private readonly running = new Map<string, Supervised>();
  private readonly busy = new Set<string>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly props: PodsProps) {
    mkdirSync(join(props.root, SERVICES), { recursive: true });
    for (const name of enabled(props.root)) this.say(name, 'wanted', 'up');
    this.timer = setInterval(() => void this.look(), LOOK);
    this.look();
  }

  async forget(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.running.values()].map((service) => service.forget()));
  }

  /** A unit while its program runs. */
  unit(name: string): Supervised | undefined {
    const service = this.running.get(name);
    return service?.isRunning === true ? service : undefined;
  }

  private look(): void {
    const files = whileOn(() => readdirSync(join(this.props.root, SERVICES))) ?? [];
    for (const name of files.filter((file) => file.endsWith('.wanted')).map((file) => file.slice(0, -7))) {
      const isWanted = this.read(name, 'wanted') === 'up';
      const service = this.running.get(name);
      if (isWanted && service === undefined) this.begin(name);
      if (!isWanted && service !== undefined) void this.end(name, service);
    }
  }

  private begin(name: string): void {
    const { enter, root, logs, path } = this.props;
    const unit = unitOf(root, name);
    if (unit.type === 'oneshot') {
      this.say(name, 'state', 'up');
      return;
    }
    const pause = () => (unit.restarts ? unit.pause : undefined);
    const changed = (pid: number | undefined) => this.say(name, 'state', pid === undefined ? 'down' : 'up');
    const command = ['sh', '-c', followed(unit.start, unit.stopPost)];
    const log = join(logs, `${name}.log`);
    this.running.set(
      name,
      new Supervised({ enter, command, env: { PATH: `/usr/local/bin:${path}` }, log, pause, changed }),
    );
  }

  private async end(name: string, service: Supervised): Promise<void> {
    if (this.busy.has(name)) return;
    this.busy.add(name);
    await service.stop(GRACE);
    this.running.delete(name);
    this.busy.delete(name);
    this.say(name, 'state', 'down');
  }

  private read(name: string, what: string): string | undefined {
    return whileOn(() => readFileSync(join(this.props.root, SERVICES, `${name}.${what}`), 'utf8'))?.trim();
  }

  private say(name: string, what: 'state' | 'wanted', is: 'down' | 'up'): void {
    whileOn(() => writeFileSync(join(this.props.root, SERVICES, `${name}.${what}`), `${is}\n`));
  }
}

interface UnitFile {
  readonly type: string;
  /** Lines for a shell. */
  readonly start: string;
  readonly stopPost: string;
  readonly restarts: boolean;
  /** Seconds until it is started again. */
  readonly pause: number;
}

/** Units of the project that are enabled; those of this machine's own packages are not for a host of the world. */
function enabled(root: string): readonly string[] {
  const folder = join(root, UNITS, 'multi-user.target.wants');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^tripod-.*\.service$/.test(name))
    .map((name) => name.slice(0, -'.service'.length));
}

function unitOf(root: string, name: string): UnitFile {
  const text = readFileSync(join(root, UNITS, `${name}.service`), 'utf8');
  // systemd takes `%` and `$` for its own where they stand alone (systemd.service(5), "COMMAND LINES").
  const line = (key: string) =>
    new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1]?.replaceAll('%%', '%').replaceAll('$$', '\\$') ?? '';
  return {
    type: line('Type') || 'simple',
    start: line('ExecStart'),
    stopPost: line('ExecStopPost') || ':',
    restarts: /^(always|on-failure)$/.test(line('Restart')),
    pause: Number(/^\d+/.exec(line('RestartSec'))?.[0] ?? 0.1),
  };
}

/** A command, and what follows its end, whatever ended it. The shell between them passes the request to end on. */
function followed(command: string, then: string): string {
  return `trap 'kill -TERM "$pid" 2>/dev/null' TERM
${command} &
pid=$!
while kill -0 "$pid" 2>/dev/null; do wait "$pid"; code=$?; done
${then}
exit "\${code:-1}"`;
}
