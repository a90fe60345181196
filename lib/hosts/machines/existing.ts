import type { SshJump } from '../../core';
import { isFields, isWhole, Problems } from '../../errors';
import type { Machines, SshLogin, Target } from './machines';
import { quote } from './quote';

/** How machines that stand already are reached by SSH; by default as root, on port 22, without a host between. */
export interface ExistingMachinesProps {
  /** User who logs in; any but root runs commands by `sudo`, without a password. @default 'root' */
  readonly user?: string;
  /** Port of sshd. @default 22 */
  readonly port?: number;
  /** Host through which all connections pass, as `user@name`. @default - none */
  readonly jump?: string;
}

const SSH_PORT = 22;

/** As Linux takes them (shadow, useradd(8)). */
const USER = '[a-z_][a-z0-9_-]{0,31}';
const HOST = '[a-zA-Z0-9]([a-zA-Z0-9.-]{0,252}[a-zA-Z0-9])?';

/** Machines that stand already: installed, with the names and addresses of the landscape, reached by SSH. */
export class ExistingMachines implements Machines {
  readonly user: string;
  readonly port: number;
  readonly jump: string | undefined;

  /** @throws TripodError with every fault of the props */
  constructor(props: ExistingMachinesProps = {}) {
    check(props);
    this.user = props.user ?? 'root';
    this.port = props.port ?? SSH_PORT;
    this.jump = props.jump;
  }

  get prerequisites(): readonly string[] {
    const sudo = this.user === 'root' ? '' : ', and runs every command by `sudo -n`';
    const jump = this.jump === undefined ? '' : ` through ${this.jump}`;
    const port = this.port === SSH_PORT ? '' : ` on port ${this.port}`;
    return [
      `Every host of the environment runs Linux with systemd under its name and address of the landscape, and ${this.user} logs in by SSH${port}${jump} with a key, without a question${sudo}.`,
    ];
  }

  provision(): readonly [] {
    return [];
  }

  get login(): SshLogin {
    const { user, port, jump } = this;
    return {
      access: { user, port, ...(jump === undefined ? {} : { jump: jumpOf(jump) }) },
      asRoot: (command) => this.asRoot(command),
    };
  }

  run(target: Target, command: string): string {
    return this.ssh(target, ['-n'], command);
  }

  pipe(target: Target, command: string): string {
    return this.ssh(target, [], command);
  }

  private ssh({ address }: Target, options: readonly string[], command: string): string {
    const port = this.port === SSH_PORT ? [] : ['-p', String(this.port)];
    const jump = this.jump === undefined ? [] : ['-J', this.jump];
    // In double quotes: it may be an argument of a function.
    const at = address.startsWith('$') ? `"${this.user}@${address}"` : `${this.user}@${address}`;
    return ['ssh', ...options, ...port, ...jump, at, quote(this.asRoot(command))].join(' ');
  }

  private asRoot(command: string): string {
    return this.user === 'root' ? command : `sudo -n sh -c ${quote(command)}`;
  }
}

/** `user@host:port`, of which the host alone is needed. */
function jumpOf(text: string): SshJump {
  const at = text.indexOf('@');
  const [host = '', port] = text.slice(at + 1).split(':');
  return { ...(at < 0 ? {} : { user: text.slice(0, at) }), host, port: port === undefined ? SSH_PORT : Number(port) };
}

function check(props: ExistingMachinesProps): void {
  const problems = new Problems('machines');
  const given: Readonly<Record<string, unknown>> = isFields(props) ? props : {};
  problems.check(isFields(props), { got: props, want: 'an object with props', fix: 'leave it out to log in as root' });
  const { user, port, jump } = given;
  problems.check(user === undefined || matches(user, USER), {
    at: 'user',
    got: user,
    want: 'the name of a user of the machines',
    fix: 'leave it out to log in as root',
  });
  problems.check(port === undefined || isWhole(port, 1, 65_535), {
    at: 'port',
    got: port,
    want: 'a whole number between 1 and 65535',
    fix: 'leave it out for 22',
  });
  problems.check(jump === undefined || matches(jump, `(${USER}@)?${HOST}(:[0-9]{1,5})?`), {
    at: 'jump',
    got: jump,
    want: 'a host, with a user before and a port after it if need be',
    fix: 'for example `operator@bastion.bank.example`',
  });
  problems.throwIfAny();
}

function matches(value: unknown, pattern: string): boolean {
  return typeof value === 'string' && new RegExp(`^${pattern}$`).test(value);
}
