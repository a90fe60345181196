import { secret, type Input } from '@pulumi/pulumi';
import type { types } from '@pulumi/command';
import { Problems, type SshAccess } from '../../../../core';
import type { Host } from '../../../../landscape';
import { address, type HostKey, KnownHosts } from './known-hosts';

/** Seconds in which a connection is made, and attempts beyond the first: a host that restarts is back within minutes. */
const DIAL = { perDialTimeout: 15, dialErrorLimit: 3 } as const;

/** Servers by SSH, each of which must prove by its key that it is the one that it is taken for. */
export class Ssh {
  private readonly known: KnownHosts;
  private readonly jump: (Required<NonNullable<SshAccess['jump']>> & { readonly keys: readonly HostKey[] }) | undefined;

  constructor(
    private readonly access: SshAccess,
    knownHosts: string,
    readonly privateKey: Input<string> | undefined,
    private readonly hosts: readonly Host[],
  ) {
    this.known = new KnownHosts(knownHosts);
    const { jump } = access;
    this.jump = jump === undefined ? undefined : { user: '', ...jump, keys: this.known.of([jump.host], jump.port) };
  }

  /** @throws TripodError at this path, naming every host that nobody vouched for, and the jump */
  check(path: string): void {
    const problems = new Problems(path);
    const { port } = this.access;
    const strangers = this.hosts.filter((host) => this.keysOf(host).length === 0);
    if (strangers.length > 0) {
      problems.add({
        at: 'knownHosts',
        got: `no key of ${strangers.map(({ name }) => name).join(', ')}`,
        want: 'the SSH key of every host, under its name or address',
        fix: `${scan(port, ...strangers.map((host) => host.address))} from where nobody stands between, and compare what it prints with the hosts`,
      });
    }
    // Whoever runs `up` would else be part of what is kept, and the next person would change every host.
    problems.check(this.jump?.user !== '', {
      at: 'machines.jump',
      got: this.jump?.host,
      want: 'also the user who logs in there: it must be the same whoever runs this',
      fix: `for example \`operator@${this.jump?.host}\``,
    });
    if (this.jump?.keys.length === 0) {
      const { host, port: at } = this.jump;
      problems.add({
        at: 'knownHosts',
        got: `no key of the jump ${host}`,
        want: 'the SSH key of the host through which all connections pass',
        fix: `${scan(at, host)}, and compare what it prints with the host`,
      });
    }
    problems.throwIfAny();
  }

  /** How the command plugin connects to a host. It takes one key, and asks the server for that. */
  connection(host: Host): types.input.remote.ConnectionArgs {
    const { user, port } = this.access;
    return {
      ...this.identity(user, this.keysOf(host)),
      host: host.address,
      port,
      ...(this.jump === undefined
        ? {}
        : { proxy: { ...this.identity(this.jump.user, this.jump.keys), host: this.jump.host, port: this.jump.port } }),
    };
  }

  /** Lines of an ssh_config(5) by which hosts are reached; the keys of servers and the identity come beside it. */
  get config(): string {
    const { user, port } = this.access;
    const jump = this.jump;
    return [
      ...(jump === undefined
        ? []
        : [`Host ${jump.host}`, `  User ${jump.user}`, `  Port ${jump.port}`, '  ProxyJump none']),
      'Host *',
      `  User ${user}`,
      `  Port ${port}`,
      ...(jump === undefined ? [] : [`  ProxyJump ${jump.host}`]),
      '  BatchMode yes',
      '  StrictHostKeyChecking yes',
      '  GlobalKnownHostsFile /dev/null',
      `  ConnectTimeout ${DIAL.perDialTimeout}`,
      // A link that is cut is noticed within a minute, instead of never.
      '  ServerAliveInterval 15',
      '  ServerAliveCountMax 4',
    ].join('\n');
  }

  /** Lines of known_hosts for some hosts, and the jump. */
  linesFor(hosts: readonly Host[]): string {
    const jump = this.jump === undefined ? [] : lines(address(this.jump.host, this.jump.port), this.jump.keys);
    return [
      ...jump,
      ...hosts.flatMap((host) => lines(address(host.address, this.access.port), this.keysOf(host))),
    ].join('\n');
  }

  private identity(user: string, [key]: readonly HostKey[]) {
    return {
      ...DIAL,
      user,
      ...(key === undefined ? {} : { hostKey: `${key.type} ${key.key}` }),
      ...(this.privateKey === undefined ? {} : { privateKey: secret(this.privateKey) }),
    };
  }

  private keysOf(host: Host): readonly HostKey[] {
    return this.known.of([host.address, host.name], this.access.port);
  }
}

/** The command that asks servers for their keys. */
function scan(port: number, ...servers: readonly string[]): string {
  return `\`ssh-keyscan${port === 22 ? '' : ` -p ${port}`} ${servers.join(' ')}\``;
}

function lines(name: string, keys: readonly HostKey[]): readonly string[] {
  return keys.map(({ type, key }) => `${name} ${type} ${key}`);
}
