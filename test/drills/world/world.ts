import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Rendering } from 'tripod-iac';
import { binary } from '../../cluster/harness';
import { Machine } from './host/machine';
import { hostFiles, type Layout, layoutOf, namesFor } from './layout';
import type { Unit } from './host/units';
import { Fabric } from './network/fabric';
import { memoryOf } from './process/memory';
import { ENVIRONMENT } from './process/run';

export interface WorldOptions {
  /** Told what somebody who waits wants to know. @default - nobody is told */
  readonly log?: (line: string) => void;
  /** Networks that others are on, too; whoever made them closes them. @default - networks of its own */
  readonly fabric?: Fabric;
  /** Programs that each host runs beside what was rendered for it. @default none */
  readonly units?: readonly Unit[];
}

/** Hosts and networks of an environment on this machine, made from the files that were rendered for them. */
export class World {
  /**
   * Makes networks and hosts. The hosts are on and have their files, and nothing runs on them yet.
   * @throws where the machine cannot; `missing()` says why
   */
  static async create(rendering: Rendering, options: WorldOptions = {}): Promise<World> {
    const layout = layoutOf(rendering);
    const fabric = options.fabric ?? (await Fabric.create(layout));
    try {
      for (const { path, text } of hostFiles(rendering)) {
        const target = join(filesOf(rendering, fabric), path);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
      const world = new World(rendering, layout, fabric, options);
      await Promise.all(world.machines.map((machine) => machine.powerOn()));
      return world;
    } catch (error) {
      if (options.fabric === undefined) await fabric.close();
      throw error;
    }
  }

  readonly machines: readonly Machine[];
  /** The master on which the cluster begins. */
  readonly first: Machine;

  private constructor(
    readonly rendering: Rendering,
    readonly layout: Layout,
    private readonly fabric: Fabric,
    private readonly options: WorldOptions,
  ) {
    const { units } = options;
    const log = (line: string) => this.log(line);
    const files = filesOf(rendering, fabric);
    const path = `${dirname(binary('etcd'))}:${ENVIRONMENT.PATH}`;
    this.machines = layout.hosts.map((host) => {
      const site = rendering.environment.landscape.site(host.site);
      return new Machine({
        fabric,
        host,
        site,
        nic: layout.nic,
        names: namesFor(host.site, layout),
        path,
        log,
        files,
        units,
      });
    });
    this.first = this.machine(layout.first);
  }

  log(line: string): void {
    this.options.log?.(line);
  }

  /** @throws if there is no such host */
  machine(name: string): Machine {
    const machine = this.machines.find((candidate) => candidate.name === name);
    if (machine === undefined)
      throw new Error(`no host ${name}; there are ${this.machines.map((m) => m.name).join(', ')}`);
    return machine;
  }

  /** Folder of the disks and logs of all hosts; it goes with the world. */
  get folder(): string {
    return this.fabric.folder;
  }

  /** What a command begins with that is to run on the network of a site. It does not end with the world. */
  enter(site: string): readonly string[] {
    return this.fabric.enter(site);
  }

  /** Lets nothing pass between two sites, what is under way included. */
  cut(a: string, b: string): Promise<void> {
    return this.fabric.tell(`cut ${a} ${b}`);
  }

  heal(a: string, b: string): Promise<void> {
    return this.fabric.tell(`heal ${a} ${b}`);
  }

  /** Cuts a site off from every other. */
  async isolate(site: string): Promise<void> {
    for (const other of this.others(site)) await this.cut(site, other);
  }

  async rejoin(site: string): Promise<void> {
    for (const other of this.others(site)) await this.heal(site, other);
  }

  /** MiB of all processes of the world; what several share counts once. */
  memory(): Promise<number> {
    return memoryOf(this.fabric.processes);
  }

  /** Ends every process, and removes networks, mounts and folders. */
  async close(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.powerOff()));
    if (this.options.fabric === undefined) await this.fabric.close();
  }

  private others(site: string): readonly string[] {
    const { landscape } = this.rendering.environment;
    const names = this.layout.sites.map(({ name }) => name);
    return names.filter((name) => name !== site && landscape.rtt(site, name) !== undefined);
  }
}

/** Where the files of an environment's hosts lie; several may share the networks. */
function filesOf({ environment }: Rendering, { folder }: Fabric): string {
  return join(folder, 'files', environment.name);
}
