import type { Machine } from '../world';
import type { Cluster } from './cluster/cluster';
import type { Predictions } from './judge/predictions';
import { BETWEEN } from './round/namespaces';
import type { Assignment } from './writer/program';
import { Writer } from './writer/writer';

/** 20 writes a second and client, and a read now and then. */
const PACE = { every: 50, readEvery: 250 };
/** A probe of a server without a quorum mostly waits for its time-out. */
const PROBE_PACE = { every: 250 };

/** A cluster, what its proof predicts, and the clients that use it all the while. */
export class Testbed {
  private readonly users: Writer[] = [];

  /** @param folder for the keys of the clients */
  constructor(
    readonly cluster: Cluster,
    readonly predictions: Predictions,
    private readonly folder: string,
  ) {}

  get writers(): readonly Writer[] {
    return this.users;
  }

  /** Sites that have users. */
  get sites(): readonly string[] {
    return [...new Set(this.users.map(({ site }) => site))];
  }

  /**
   * Starts a user of a site, who comes through its VIP. Two of one site differ: the first keeps its connection, as
   * controllers do, the others connect anew, as `kubectl` does.
   */
  async addUser(site: string): Promise<void> {
    const access = await this.cluster.throughVip(site);
    const keeps = !this.sites.includes(site);
    const name = `${site}-${keeps ? 'kept' : 'fresh'}`;
    this.users.push(this.writer({ ...access, ...PACE, name, keeps, namespace: BETWEEN }, site));
  }

  /** Starts a client that writes to one API server, whoever answers for the VIP. */
  async probe({ name, site }: Machine, namespace: string): Promise<Writer> {
    const access = await this.cluster.directly(this.cluster.world.machine(name));
    return this.writer({ ...access, ...PROBE_PACE, name: `probe-${name}`, keeps: false, namespace }, site);
  }

  /** Ends the users after what is under way. */
  async close(): Promise<void> {
    await Promise.all(this.users.map((writer) => writer.close()));
  }

  private writer(assignment: Assignment, site: string): Writer {
    return new Writer(assignment, site, this.cluster.enter(site), this.folder);
  }
}
