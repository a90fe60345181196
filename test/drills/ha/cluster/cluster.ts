import { setTimeout as sleep } from 'node:timers/promises';
import { API_PORT } from 'tripod-iac';
import { KUBECTL, type Machine, type World } from '../../world';
import type { Access } from '../writer/client';
import { now } from '../clock';
import { administratorOf, type Credentials } from './credentials';
import { moveLeader, ownConfigMaps } from './etcd';
import { type MasterStatus, statusOf } from './master-status';

const PAUSE = 300;

/** The drill's hold on a cluster: who leads, who is well, what is stored. */
export class Cluster {
  private credentials: Credentials | undefined;

  constructor(
    readonly world: World,
    readonly signal: AbortSignal,
  ) {}

  get machines(): readonly Machine[] {
    return this.world.machines;
  }

  at(site: string): readonly Machine[] {
    return this.machines.filter((machine) => machine.site === site);
  }

  statuses(): Promise<readonly MasterStatus[]> {
    return Promise.all(this.machines.map(statusOf));
  }

  /** @throws if nobody leads within 20 s */
  async leader(): Promise<Machine> {
    const leading = await this.until('a leader of etcd', 20_000, async () =>
      (await this.statuses()).find(({ leads }) => leads),
    );
    return leading.machine;
  }

  /** @throws if no host of the site holds its VIP within 20 s */
  async vipHolder(site: string): Promise<Machine> {
    const sought = async () =>
      (await this.statuses()).find(({ machine, holdsVip }) => holdsVip && machine.site === site);
    return (await this.until(`a holder of the VIP of ${site}`, 20_000, sought)).machine;
  }

  /** Makes a master's member the leader, unless it is. */
  async lead(machine: Machine): Promise<void> {
    const leader = await this.leader();
    if (leader === machine) return;
    await moveLeader(leader, machine);
    await this.until(`${machine.name} to lead`, 10_000, async () => (await statusOf(machine)).leads || undefined);
  }

  /** Whether every master is whole: its member, its API server, and one holder for each VIP. */
  async isHealthy(): Promise<boolean> {
    const statuses = await this.statuses();
    const vips = this.world.layout.sites.filter(({ vip }) => vip !== undefined);
    const held = vips.every(
      ({ name }) => statuses.filter(({ machine, holdsVip }) => holdsVip && machine.site === name).length === 1,
    );
    const led = statuses.filter(({ leads }) => leads).length === 1;
    return held && led && statuses.every(({ follows, ready, balances }) => follows && ready && balances);
  }

  /** Waits until a master serves: its member follows, its API server is ready, its load balancer knows. */
  async serves(machine: Machine, seconds = 90): Promise<void> {
    await this.until(`${machine.name} to serve`, seconds * 1000, async () => {
      const { follows, ready, balances } = await statusOf(machine);
      return (follows && ready && balances) || undefined;
    });
  }

  /** @throws with what is not well */
  async healed(seconds = 90): Promise<void> {
    try {
      await this.until('the cluster to heal', seconds * 1000, async () => (await this.isHealthy()) || undefined);
    } catch (error) {
      this.signal.throwIfAborted();
      const statuses = (await this.statuses()).map(
        ({ machine, ...status }) =>
          `${machine.name} ${
            Object.entries(status)
              .flatMap(([name, is]) => (is ? [name] : []))
              .join('+') || 'nothing'
          }`,
      );
      throw new Error(`${(error as Error).message}: ${statuses.join(', ')}`);
    }
  }

  /** Asks until there is an answer. @throws when the time is over, or the drill is interrupted */
  async until<T>(what: string, limit: number, ask: () => Promise<T | undefined>): Promise<T> {
    const end = now() + limit;
    for (;;) {
      this.signal.throwIfAborted();
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (now() > end) throw new Error(`not within ${limit / 1000} s: ${what}`);
      await this.pause(PAUSE);
    }
  }

  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.signal });
  }

  /** How the users of a site reach the API. */
  async throughVip(site: string): Promise<Access> {
    const { vip } = this.world.rendering.environment.landscape.site(site);
    if (vip === undefined) throw new Error(`${site} has no VIP`);
    const [serverName = '', port] = this.world.layout.endpoint.split(':');
    return { host: vip, port: Number(port), serverName, ...(await this.administrator()) };
  }

  /** How to reach the API server of a master itself. */
  async directly(machine: Machine): Promise<Access> {
    return { host: machine.address, port: API_PORT, serverName: machine.address, ...(await this.administrator()) };
  }

  async makeNamespaces(names: readonly string[]): Promise<void> {
    const objects = names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    await this.world.first.must(`${KUBECTL} apply --filename -`, { input });
  }

  /** Values of all objects of a namespace that clients may have written, by `namespace/name`. */
  async stored(namespace: string): Promise<ReadonlyMap<string, string>> {
    const { machine } = await this.until('an API server that is ready', 20_000, async () =>
      (await this.statuses()).find(({ ready }) => ready),
    );
    const template = '{range .items[*]}{.metadata.name}{"\\t"}{.data.value}{"\\n"}{end}';
    const { code, output } = await machine.run(
      `${KUBECTL} get configmaps --namespace ${namespace} --output jsonpath='${template}'`,
    );
    if (code !== 0) throw new Error(`the objects of ${namespace} cannot be read: ${output}`);
    const rows = output.split('\n').flatMap((row) => {
      const [name = '', value = ''] = row.split('\t');
      return name === '' || name === 'kube-root-ca.crt' ? [] : [[`${namespace}/${name}`, value] as const];
    });
    return new Map(rows);
  }

  /** `namespace/name` of all ConfigMaps that the member on a master has itself, without asking the others. */
  ownCopies(machine: Machine): Promise<ReadonlySet<string>> {
    return ownConfigMaps(machine);
  }

  /** Runs a command as a user of a site. */
  enter(site: string): readonly string[] {
    return this.world.enter(site);
  }

  private async administrator(): Promise<Credentials> {
    this.credentials ??= await administratorOf(this.world.first);
    return this.credentials;
  }
}
