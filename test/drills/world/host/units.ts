import { join } from 'node:path';
import type { PodsProps } from './pods';
import { Supervised } from './supervised';

/** A program that a host starts with itself, and again a second after it ended: as systemd does with a unit. */
export interface Unit {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const PAUSE = 1;

/** What systemd does for the units of a host, but for those that have a stand-in of their own. */
export class Units {
  private readonly all: ReadonlyMap<string, Supervised>;

  constructor({ enter, logs, path }: PodsProps, units: readonly Unit[]) {
    const start = ({ name, command, env }: Unit) =>
      new Supervised({
        enter,
        command,
        env: { PATH: path, ...env },
        log: join(logs, `${name}.log`),
        pause: () => PAUSE,
      });
    this.all = new Map(units.map((unit) => [unit.name, start(unit)]));
  }

  running(name: string): Supervised | undefined {
    const unit = this.all.get(name);
    return unit?.isRunning === true ? unit : undefined;
  }

  /** Watches no longer: the host has lost its power. */
  async forget(): Promise<void> {
    await Promise.all([...this.all.values()].map((unit) => unit.forget()));
  }
}
