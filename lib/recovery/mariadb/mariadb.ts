import type { Construct } from 'constructs';
import { Component, type Environment, type Problems, SecretObject, SecretValue, Stage } from '../../core';
import { PodMonitor } from '../../kinds';
import type { DataHolder } from '../plan/holder';
import { alertsOf } from './alerts';
import { checkMariaDb } from './check/check';
import { checkFollows, checkRpo, lossOf } from './check/pair';
import { copyOf, factsOf } from './facts';
import { MariaDbHolder } from './holder/holder';
import { holderName, PASSWORDS, SQL_PORT } from './names';
import { prerequisitesOf, stepsOf } from './plan';
import type { MariaDbProps } from './props';
import { runArbitrator } from './server/arbitrator';
import { REASON, runMembers, serversOf } from './server/members';
import { hostsOf, type Settings, settingsOf } from './settings';

/**
 * A MariaDB database: one server, or a Galera group over the sites of the environment, and with `follows` the copy of one
 * in another city. It begins closed, and every server has a guard that opens it only while the witness says that it is its
 * side's turn, and that the plan which gave it the turn has done its work.
 */
export class MariaDb extends Component {
  /** Host and port of every server. Each takes writes while its side has its turn. */
  readonly addresses: readonly string[];
  /** What plans do with it. */
  readonly holder: DataHolder;
  /** The side that it copies, where it is the one that begins as the copy. */
  readonly follows: MariaDb | undefined;
  /** @internal */
  readonly settings: Settings;
  declare readonly environment: Environment;
  private copiedBy: MariaDb | undefined;

  /** @throws TripodError with every fault of the props, and outside of an Environment */
  constructor(scope: Construct, id: string, props: MariaDbProps) {
    super(scope, id, { stage: Stage.PLATFORM, props });
    const environment = this.requireEnvironment('its servers are bound to hosts, whose addresses others have to know');
    const settings = settingsOf(props, environment);
    const problems = this.problems();
    checkMariaDb(id, settings, environment, problems);
    checkFollows({ id, environment, settings }, props?.follows, problems);
    problems.throwIfAny();
    checkRpo({ id, environment, settings }, problems);
    problems.throwIfAny();
    this.settings = settings;
    this.follows = props.follows;
    if (this.follows !== undefined) this.follows.copiedBy = this;

    const name = holderName(id);
    this.inNamespace(settings.namespace, { podSecurity: 'privileged', reason: REASON });
    this.secrets(name);
    const members = { name, environment, settings, sources: () => this.other?.addresses ?? [] };
    const template = runMembers(this, members);
    runArbitrator(this, members);
    this.addresses = serversOf(members);
    this.holder = new MariaDbHolder(this, name);
    this.plan(name);
    this.watch(id, name);
    this.fact(...factsOf(name, template, settings, environment));
    this.follows?.fact(copyOf(name, settings, environment, settings.hosts));
  }

  /** The copy in another city; undefined while there is none. */
  get follower(): MariaDb | undefined {
    return this.copiedBy;
  }

  /** The same database in the other city. */
  get other(): MariaDb | undefined {
    return this.follows ?? this.copiedBy;
  }

  /** GTID domain of the side: another one than that of the other. */
  get gtidDomain(): number {
    return this.settings.domain;
  }

  override checkComplete(problems: Problems): void {
    const { settings, environment } = this;
    const others = environment.components.filter((each): each is MariaDb => each instanceof MariaDb && each !== this);
    const mine = new Set([...settings.hosts, settings.arbitrator]);
    for (const other of others) {
      const shared = other.settings.hosts.filter((host) => mine.has(host));
      problems.check(shared.length === 0, {
        at: 'hosts',
        got: `${shared.join(', ')}, where ${other.node.id} stands too`,
        want: `hosts of its own: two servers cannot both have port ${SQL_PORT} of a host`,
        fix: 'set `hosts` of one of them',
      });
    }
  }

  /** Both sides have the same passwords: the accounts travel with the data. */
  private secrets(name: string): void {
    const { namespace, witness } = this.settings;
    new SecretObject(this, 'passwords', {
      name,
      namespace,
      values: {
        [PASSWORDS.replica]: SecretValue.from(`${name}/${PASSWORDS.replica}`),
        [PASSWORDS.probe]: SecretValue.from(`${name}/${PASSWORDS.probe}`),
        [PASSWORDS.witness]: witness.key,
      },
    });
    new SecretObject(this, 'tls', {
      name: `${name}-tls`,
      namespace,
      type: 'kubernetes.io/tls',
      values: Object.fromEntries(
        ['ca.crt', 'tls.crt', 'tls.key'].map((file) => [
          file,
          SecretValue.from(`${name}-${this.environment.name}/${file}`),
        ]),
      ),
    });
  }

  private plan(name: string): void {
    const { environment, settings } = this;
    const side = { name, environment, settings };
    const voters = [...settings.hosts, ...(settings.arbitrator === undefined ? [] : [settings.arbitrator])];
    const addresses = hostsOf(environment, voters).map(({ address }) => address);
    prerequisitesOf(side, addresses).forEach((each) => this.expects(each));
    stepsOf(side, this.follows !== undefined).forEach((step) => this.step(step));
  }

  private watch(id: string, name: string): void {
    const { namespace } = this.settings;
    this.alert(...alertsOf({ id, name, namespace, rpo: this.settings.rpo ?? lossOf(this.settings) }));
    if (!this.environment.prometheusOperator) return;
    const names = { key: 'app.kubernetes.io/name', operator: 'In' as const, values: [name] };
    new PodMonitor(this, 'monitor', {
      metadata: { name, namespace },
      spec: { selector: { matchExpressions: [names] }, podMetricsEndpoints: [{ port: 'guard' }, { port: 'exporter' }] },
    });
  }
}
