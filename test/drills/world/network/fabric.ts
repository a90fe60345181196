import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Layout } from '../layout';
import { must } from '../process/run';
import { addressAt, prefixOf, sizeOf } from './addresses';
import { Namespaces, unshare } from './namespaces';
import { Wan } from './wan';

/** Ends with its input, and with it everything in its process namespace; then the folder goes. */
const HOLD = `
${unshare('net', 'mount', 'pid').join(' ')} sh -c 'mount --make-rprivate / && echo ready && exec cat >/dev/null'
rm -rf "$folder"`;

/** Sites, and what lies between them. */
export type Ground = Pick<Layout, 'landscape' | 'sites'>;

/**
 * The networks: a bridge for each site, a client on each, and what carries packets between them. All of it, and every
 * host on it, ends with one process, which ends with this one, however that ends.
 */
export class Fabric {
  static async create(ground: Ground): Promise<Fabric> {
    const folder = mkdtempSync(join(tmpdir(), 'tripod-world-'));
    const core = await Namespaces.hold(['sh', '-c', HOLD], { depth: 2, env: { folder } });
    const fabric = new Fabric(folder, ground, core);
    try {
      await fabric.build();
      return fabric;
    } catch (error) {
      await fabric.close();
      throw error;
    }
  }

  private wan: Wan | undefined;
  private readonly clients = new Map<string, Namespaces>();
  private cables = 0;

  private constructor(
    /** Disks of the hosts, and what their processes said. */
    readonly folder: string,
    private readonly ground: Ground,
    private readonly core: Namespaces,
  ) {}

  /** What begins a command that makes namespaces which end with all others. */
  get inside(): readonly string[] {
    return this.core.enter('mount', 'pid');
  }

  /** The way onto a site's network, for a program of this machine: it sees this machine's files and processes. */
  enter(site: string): readonly string[] {
    const client = this.clients.get(site);
    if (client === undefined) throw new Error(`no site ${site}; there are ${[...this.clients.keys()].join(', ')}`);
    return client.enter('net');
  }

  get processes(): string {
    return `/proc/${this.core.pid}/root/proc`;
  }

  /** Lays a cable from a site's bridge to an interface of a network namespace; its name is the bridge's end. */
  async plug(site: string, pid: number, nic: string): Promise<string> {
    const name = `cable${this.cables++}`;
    await this.ip(
      `link add name ${name} type veth peer name ${nic} netns ${pid}`,
      `link set ${name} master ${this.bridge(site)} up`,
    );
    return name;
  }

  async unplug(cable: string): Promise<void> {
    await this.ip(`link set ${cable} down`);
  }

  /** @throws where there is but one site */
  tell(command: string): Promise<void> {
    if (this.wan === undefined) throw new Error(`${command}: there is one site, and nothing between it and others`);
    return this.wan.tell(command);
  }

  async close(): Promise<void> {
    await this.core.release();
  }

  private async build(): Promise<void> {
    const { sites } = this.ground;
    await this.ip('link set lo up', ...sites.map(({ name }) => `link add name ${this.bridge(name)} type bridge`));
    await this.ip(...sites.map(({ name }) => `link set ${this.bridge(name)} up`));
    if (sites.length > 1) this.wan = await Wan.create(this, this.ground);
    for (const site of sites) {
      const client = await this.guest();
      this.clients.set(site.name, client);
      await this.plug(site.name, client.pid, 'eth0');
      const taken = [site.gateway, site.vip, ...site.hosts.map(({ address }) => address)];
      await addressed(client, 'eth0', `${freeAddress(site.subnet, taken)}/${prefixOf(site.subnet)}`, site.gateway);
    }
  }

  /** A network namespace of its own, that sees all else of this machine. */
  guest(): Promise<Namespaces> {
    const hold = [...unshare('net'), 'sh', '-c', 'echo ready; exec sleep infinity'];
    return Namespaces.hold([...this.inside, ...hold], { depth: 1 });
  }

  private bridge(site: string): string {
    return `site${this.ground.sites.findIndex(({ name }) => name === site)}`;
  }

  private async ip(...commands: readonly string[]): Promise<void> {
    await must([...this.core.enter('net'), 'ip', '-batch', '-'], { input: commands.join('\n') });
  }
}

/** Gives an interface its address, and leads what leaves its subnet to the gateway. */
export async function addressed(namespaces: Namespaces, nic: string, address: string, gateway: string): Promise<void> {
  const commands = [
    'link set lo up',
    `address add ${address} dev ${nic}`,
    `link set ${nic} up`,
    `route add default via ${gateway}`,
  ];
  await must([...namespaces.enter('net'), 'ip', '-batch', '-'], { input: commands.join('\n') });
}

function freeAddress(subnet: string, taken: readonly (string | undefined)[]): string {
  for (let offset = sizeOf(subnet) - 2; offset > 0; offset--) {
    const address = addressAt(subnet, offset);
    if (!taken.includes(address)) return address;
  }
  throw new Error(`${subnet} has no free address for a client`);
}
