import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Host } from 'tripod-iac';
import { binary } from '../../../cluster/harness';
import { Fabric, Machine, type Unit, World } from '../../world';
import { namesFor } from '../../world/layout';
import { ENVIRONMENT } from '../../world/process/run';
import { applicationEtcd } from './application-etcd';
import { Authority } from './authority';
import { environments, type Renderings } from './environments';
import { landscape, PRODUCTION, STANDBY, USERS, WITNESSES } from './landscape';
import { DATABASE } from './mariadb';
import { NAMED } from './names';
import { Operator } from './operator';
import { Secrets } from './secrets';
import { SSHD } from './ssh';
import { storeUnit } from './store';

/** Two cities, the place of the witnesses and that of the users, as hosts that are on and run nothing yet. */
export class Region {
  static async create(log: (line: string) => void): Promise<Region> {
    const ground = landscape();
    const fabric = await Fabric.create({ landscape: ground, sites: ground.sites });
    try {
      mkdirSync(join(fabric.folder, 'secrets'), { recursive: true });
      const secrets = await Secrets.create(join(fabric.folder, 'secrets'));
      const authority = await Authority.create(secrets);
      const renderings = environments(ground, authority.certificate);
      const options = { fabric, log, units: [SSHD] };
      const production = await World.create(renderings.production, options);
      const standby = await World.create(renderings.standby, options);
      const region = new Region({ fabric, secrets, authority, renderings, production, standby, log });
      await Promise.all(region.others.map((machine) => machine.powerOn()));
      return region;
    } catch (error) {
      await fabric.close();
      throw error;
    }
  }

  readonly production: World;
  readonly standby: World;
  readonly secrets: Secrets;
  readonly authority: Authority;
  readonly renderings: Renderings;
  /** Servers of the witness, in a place of their own. */
  readonly witnesses: readonly Machine[];
  readonly primary: Machine;
  readonly replica: Machine;
  readonly store: Machine;
  /** From where plans are run: a host of the city that stays. */
  readonly operator: Operator;
  /** Resolver of the users. */
  readonly resolver: Machine;

  private constructor(private readonly parts: RegionParts) {
    const { production, standby, secrets, authority, renderings } = parts;
    this.production = production;
    this.standby = standby;
    this.secrets = secrets;
    this.authority = authority;
    this.renderings = renderings;
    const [primary] = this.hosts(PRODUCTION, 'worker');
    const [store, replica] = this.hosts(STANDBY, 'worker');
    const [resolver] = this.hosts(USERS, 'worker');
    this.primary = this.machine(primary, [SSHD, ...DATABASE, ...etcdOf(primary)]);
    this.replica = this.machine(replica, [SSHD, ...DATABASE]);
    this.store = this.machine(store, [SSHD, storeUnit(), ...etcdOf(store)]);
    this.operator = new Operator(this, this.store);
    this.resolver = this.machine(resolver, [NAMED]);
    this.witnesses = this.hosts(WITNESSES, 'voter').map((host) => this.machine(host, [NAMED]));
  }

  /** Hosts that no environment's files are for. */
  get others(): readonly Machine[] {
    return [this.primary, this.replica, this.store, this.resolver, ...this.witnesses];
  }

  /** Hosts of both clusters that are no masters. */
  get workers(): readonly Machine[] {
    return [this.primary, this.replica, this.store];
  }

  get machines(): readonly Machine[] {
    return [...this.production.machines, ...this.standby.machines, ...this.others];
  }

  /** Addresses of the API on either side: where it serves first, and where it is taken over. */
  get apis(): readonly string[] {
    return [PRODUCTION, STANDBY].map((name) => this.production.layout.landscape.site(name).vip ?? '');
  }

  /** All that goes with the first city. */
  get city(): readonly Machine[] {
    return [...this.production.machines, this.primary];
  }

  /** Where the runs of plans are kept. */
  get state(): string {
    return join(this.folder, 'state');
  }

  get folder(): string {
    return this.parts.fabric.folder;
  }

  /** What a command begins with that runs on the network of a place. */
  enter(place: string): readonly string[] {
    return this.parts.fabric.enter(place);
  }

  async cut(...pairs: readonly (readonly [string, string])[]): Promise<void> {
    for (const [a, b] of pairs) await this.parts.fabric.tell(`cut ${a} ${b}`);
  }

  async heal(...pairs: readonly (readonly [string, string])[]): Promise<void> {
    for (const [a, b] of pairs) await this.parts.fabric.tell(`heal ${a} ${b}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.powerOff()));
    await this.parts.fabric.close();
  }

  private hosts(site: string, role: Host['roles'][number]): readonly Host[] {
    return this.production.layout.landscape.site(site).hosts.filter(({ roles }) => roles.includes(role));
  }

  private machine(host: Host | undefined, units: readonly Unit[]): Machine {
    if (host === undefined) throw new Error('the landscape of the drill lacks a host');
    const { fabric, production, log } = this.parts;
    const { layout } = production;
    const site = layout.landscape.site(host.site);
    const hosts = layout.landscape.hosts;
    return new Machine({
      fabric,
      host,
      site,
      nic: layout.nic,
      names: namesFor(PRODUCTION, { ...layout, hosts }),
      path: `${dirname(binary('etcd'))}:${ENVIRONMENT.PATH}`,
      log,
      units,
      ...(host.site === USERS ? {} : { resolver: '10.50.0.53' }),
    });
  }
}

function etcdOf(host: Host | undefined): readonly Unit[] {
  return host === undefined ? [] : [applicationEtcd(host.address)];
}

interface RegionParts {
  readonly fabric: Fabric;
  readonly secrets: Secrets;
  readonly authority: Authority;
  readonly renderings: Renderings;
  readonly production: World;
  readonly standby: World;
  readonly log: (line: string) => void;
}
