import { now } from '../../ha/clock';
import type { Machine } from '../../world';
import type { Region } from './region';
import { jobSteps } from './cron-job';
import { STORE_KEY } from './store';

/** A run of the CronJob of the snapshots. */
export interface SnapshotRun {
  readonly name: string;
  /** Milliseconds of the monotonic clock: when the copy was asked for, and when the last step had ended. */
  readonly copiedAt: number;
  readonly ended: number;
  /** Step that failed; undefined where all went well. */
  readonly failed: string | undefined;
  readonly said: string;
}

const CA = '/etc/drill-snapshots/ca.crt';

/** The CronJob of the snapshots without its controller: runs its steps on a master, one run after the other. */
export class Snapshots {
  readonly runs: SnapshotRun[] = [];
  /** Name of the step under way; undefined between two runs. */
  step: string | undefined;
  private ended = false;
  private life: Promise<void> | undefined;

  constructor(private readonly region: Region) {}

  /** Begins a run every so many seconds, or when the last one has ended. */
  start(every: number): void {
    this.ended = false;
    this.life = this.live(every * 1000);
  }

  /** Done when the run that is under way has ended, or failed with its host. */
  async stop(): Promise<void> {
    this.ended = true;
    await this.life;
  }

  /** @param meddle what is done to the files after the step of that name */
  async once(master: Machine, meddle?: { readonly after: string; readonly script: string }): Promise<SnapshotRun> {
    const { region } = this;
    // The minute, as the controller of CronJobs has it; runs of a drill follow each other faster, and sort by their seconds.
    const seconds = Math.floor(Date.now() / 1000);
    const name = `etcd-snapshots-${Math.floor(seconds / 60)}-s${String(seconds % 60).padStart(2, '0')}`;
    const folder = `/var/lib/drill-snapshots/${name}`;
    const secrets = {
      'etcd-snapshot-store/access-key-id': STORE_KEY.id,
      'etcd-snapshot-store/secret-access-key': STORE_KEY.secret,
    };
    const folders = {
      '/snapshots': `${folder}/snapshots`,
      '/scratch': `${folder}/scratch`,
      '/etc/store-ca/ca.crt': CA,
    };
    const steps = jobSteps(region.renderings.production, 'etcd-snapshots', {
      name,
      hostIP: master.address,
      secrets,
      folders,
    });
    const copiedAt = now();
    let failed: string | undefined;
    let said = '';
    await master.run(`mkdir -p /etc/drill-snapshots ${folder}/snapshots ${folder}/scratch && cat >${CA}`, {
      input: region.authority.certificate,
    });
    for (const { name: step, argv, env } of steps) {
      this.step = step;
      const command = argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
      const { code, output } = await master
        .run(`cd / && exec ${command}`, { env: { ...env, RCLONE_CONFIG: '/dev/null' }, timeout: 60 })
        .catch((error: unknown) => ({ code: -1, output: String(error) }));
      if (code !== 0) {
        failed = step;
        said = output;
        break;
      }
      if (meddle?.after === step) await master.run(`cd ${folder}/snapshots && ${meddle.script}`);
    }
    this.step = undefined;
    if (master.isOn) await master.run(`rm -rf ${folder}`).catch(() => undefined);
    const run = { name, copiedAt, ended: now(), failed, said };
    this.runs.push(run);
    return run;
  }

  private async live(every: number): Promise<void> {
    for (let turn = 0; !this.ended; turn++) {
      const begin = now();
      const running = this.region.production.machines.filter((machine) => machine.isRunning('etcd'));
      const master = running[turn % Math.max(1, running.length)];
      if (master !== undefined) await this.once(master);
      while (!this.ended && now() < begin + every) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
