import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { type Machine, type World } from '../../world';
import type { Access } from '../writer/client';
import { now } from '../writer/log';
import { look, type Sight } from './sight';

/** Port of an API server behind the load balancers. */
const API_PORT = 6443;

const PAUSE = 300;

/** The drill's hold on a cluster: who leads, who is well, what is stored. */
export class Cluster {
  private credentials: Pick<Access, 'ca' | 'cert' | 'key'> | undefined;

  constructor(
    readonly world: World,
    readonly signal: AbortSignal,
  ) {}

  get machines(): readonly Machine[] {
    return this.world.machines;
  }

  /** Names and sites of all members. */
  get voters(): readonly { readonly name: string; readonly site: string }[] {
    return this.machines.map(({ name, site }) => ({ name, site }));
  }

  at(site: string): readonly Machine[] {
    return this.machines.filter((machine) => machine.site === site);
  }

  look(): Promise<readonly Sight[]> {
    return Promise.all(this.machines.map(look));
  }

  /** @throws if nobody leads within 20 s */
  async leader(): Promise<Machine> {
    const leading = await this.until('a leader of etcd', 20_000, async () =>
      (await this.look()).find(({ leads }) => leads),
    );
    return leading.machine;
  }

  /** @throws if no host of the site holds its VIP within 20 s */
  async vipHolder(site: string): Promise<Machine> {
    const sought = async () => (await this.look()).find(({ machine, holdsVip }) => holdsVip && machine.site === site);
    return (await this.until(`a holder of the VIP of ${site}`, 20_000, sought)).machine;
  }

  /** Makes a master's member the leader, unless it is. */
  async lead(machine: Machine): Promise<void> {
    const leader = await this.leader();
    if (leader === machine) return;
    const status = await etcdctl(machine, 'endpoint status --write-out json');
    // The number does not fit into one of JavaScript.
    const id = BigInt(/"member_id":(\d+)/.exec(status)?.[1] ?? '0').toString(16);
    await etcdctl(leader, `move-leader ${id}`);
    await this.until(`${machine.name} to lead`, 10_000, async () => (await look(machine)).leads || undefined);
  }

  /** Whether every master is whole: its member, its API server, and one holder for each VIP. */
  async isHealthy(): Promise<boolean> {
    const sights = await this.look();
    const vips = this.world.layout.sites.filter(({ vip }) => vip !== undefined);
    const held = vips.every(
      ({ name }) => sights.filter(({ machine, holdsVip }) => holdsVip && machine.site === name).length === 1,
    );
    const led = sights.filter(({ leads }) => leads).length === 1;
    return held && led && sights.every(({ follows, ready, balances }) => follows && ready && balances);
  }

  /** Waits until a master serves: its member follows, its API server is ready, its load balancer knows. Milliseconds that it took. */
  async serves(machine: Machine, seconds = 90): Promise<number> {
    const since = now();
    await this.until(`${machine.name} to serve`, seconds * 1000, async () => {
      const { follows, ready, balances } = await look(machine);
      return (follows && ready && balances) || undefined;
    });
    return now() - since;
  }

  /** @throws with what is not well */
  async healed(seconds = 90): Promise<number> {
    const since = now();
    try {
      await this.until('the cluster to heal', seconds * 1000, async () => (await this.isHealthy()) || undefined);
    } catch (error) {
      this.signal.throwIfAborted();
      const sights = (await this.look()).map(
        ({ machine, ...sight }) =>
          `${machine.name} ${
            Object.entries(sight)
              .flatMap(([name, is]) => (is ? [name] : []))
              .join('+') || 'nothing'
          }`,
      );
      throw new Error(`${(error as Error).message}: ${sights.join(', ')}`);
    }
    return now() - since;
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
      (await this.look()).find(({ ready }) => ready),
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
  async ownCopies(machine: Machine): Promise<ReadonlySet<string>> {
    const prefix = '/registry/configmaps/';
    const keys = await etcdctl(machine, `get ${prefix} --prefix --keys-only --consistency=s`);
    return new Set(keys.split('\n').flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])));
  }

  /** Runs a command as a user of a site. */
  enter(site: string): readonly string[] {
    return this.world.enter(site);
  }

  private async administrator(): Promise<Pick<Access, 'ca' | 'cert' | 'key'>> {
    this.credentials ??= await administratorOf(this.world.first);
    return this.credentials;
  }
}

const KUBECTL = 'kubectl --kubeconfig /etc/kubernetes/admin.conf';
const PKI = '/etc/kubernetes/pki/etcd';

/** etcdctl of a running member, as `crictl exec` reaches it on a real host. @throws with what it said */
export async function etcdctl(machine: Machine, command: string): Promise<string> {
  const keys = `--cacert=${PKI}/ca.crt --cert=${PKI}/healthcheck-client.crt --key=${PKI}/healthcheck-client.key`;
  const container = `"$(crictl ps --quiet --state Running --name '^etcd$')"`;
  return machine.must(`crictl exec ${container} etcdctl --endpoints=https://127.0.0.1:2379 ${keys} ${command}`);
}

async function administratorOf(first: Machine): Promise<Pick<Access, 'ca' | 'cert' | 'key'>> {
  const config = parse(await first.must('cat /etc/kubernetes/admin.conf')) as Kubeconfig;
  const [cluster] = config.clusters;
  const [user] = config.users;
  const text = (encoded = '') => Buffer.from(encoded, 'base64').toString();
  return {
    ca: text(cluster?.cluster['certificate-authority-data']),
    cert: text(user?.user['client-certificate-data']),
    key: text(user?.user['client-key-data']),
  };
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}
