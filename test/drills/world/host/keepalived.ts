import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PodsProps } from './pods';
import { whileOn } from './power';
import { Supervised } from './supervised';

/** Where the stand-in of systemctl writes what it wants, `up` or `down`, and reads what is. */
export const UNIT = '/run/tripod-world/keepalived';
const CONFIG = '/etc/keepalived/keepalived.conf';
const DROP_INS = '/etc/systemd/system/keepalived.service.d';

const LOOK = 100;
const GRACE = 10;

const COMMAND = [
  'keepalived',
  '--dont-fork',
  '--vrrp',
  '--log-console',
  '--pid=/run/keepalived.pid',
  '--vrrp_pid=/run/keepalived-vrrp.pid',
  `--use-file=${CONFIG}`,
];

/**
 * What systemd does for keepalived: starts it with the host where it has a configuration, and again when it ended where
 * a drop-in of the host says so. Debian's own unit does not (keepalived 2.2.7, keepalived.service).
 */
export class Keepalived {
  private process: Supervised | undefined;
  private busy = false;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly props: PodsProps) {
    mkdirSync(join(props.root, UNIT), { recursive: true });
    writeFileSync(this.file('state'), 'down\n');
    writeFileSync(this.file('wanted'), 'up\n');
    this.timer = setInterval(() => void this.look(), LOOK);
    void this.look();
  }

  get running(): Supervised | undefined {
    return this.process?.isRunning === true ? this.process : undefined;
  }

  async forget(): Promise<void> {
    clearInterval(this.timer);
    await this.process?.forget();
  }

  private async look(): Promise<void> {
    if (this.busy || !existsSync(join(this.props.root, CONFIG))) return;
    this.busy = true;
    const isWanted = this.wanted() === 'up';
    if (!isWanted && this.process !== undefined) {
      await this.process.stop(GRACE);
      this.process = undefined;
    } else if (isWanted && this.process === undefined) {
      this.process = this.start();
    }
    this.busy = false;
  }

  private start(): Supervised {
    const { enter, logs, path } = this.props;
    for (const pid of ['keepalived.pid', 'keepalived-vrrp.pid'])
      rmSync(join(this.props.root, 'run', pid), { force: true });
    return new Supervised({
      enter,
      command: COMMAND,
      env: { PATH: path },
      log: join(logs, 'keepalived.log'),
      pause: () => restartPause(this.props.root),
      changed: (pid) => this.say(pid !== undefined),
    });
  }

  private wanted(): string {
    return whileOn(() => readFileSync(this.file('wanted'), 'utf8'))?.trim() ?? 'up';
  }

  private say(isRunning: boolean): void {
    whileOn(() => writeFileSync(this.file('state'), isRunning ? 'up\n' : 'down\n'));
  }

  private file(name: string): string {
    return join(this.props.root, UNIT, name);
  }
}

/** Seconds until systemd starts it again; undefined where no drop-in asks for it. */
function restartPause(root: string): number | undefined {
  const folder = join(root, DROP_INS);
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => name.endsWith('.conf'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  if (!/^Restart=(always|on-failure|on-abnormal|on-abort)$/m.test(text)) return undefined;
  // systemd's own DefaultRestartSec is 100 ms (systemd-system.conf).
  const seconds = /^RestartSec=(\d+(?:\.\d+)?)s?$/m.exec(text)?.[1];
  return seconds === undefined ? 0.1 : Number(seconds);
}
