import { type CustomResourceOptions, type Input, output, type Resource, secret } from '@pulumi/pulumi';
import { Command as LocalCommand } from '@pulumi/command/local';
import { Command, type CommandArgs } from '@pulumi/command/remote';
import type { Host } from '../../../../landscape';
import { joinCommand } from '../ssh/join';
import { quiet } from '../ssh/quiet';
import type { Ssh } from '../ssh/ssh';

/** Changes nothing: what was done once is not done again because a key or an address is another one. */
const NOTHING = 'true';

interface Step {
  /** Last part of the name, such as `files`. */
  readonly what: string;
  readonly command: string;
  readonly stdin?: Input<string>;
  /** Whether it is done only once. @default false: also when anything of it changes */
  readonly once?: boolean;
  readonly after: readonly Resource[];
}

/** Whoever invites, and by which commands both take part. */
interface Invitation {
  readonly inviter: Host;
  readonly invite: string;
  readonly join: string;
  readonly after: readonly Resource[];
}

/**
 * Makes the commands of a bootstrap, below one parent. Nothing of them is logged, and deleting one does nothing. They end by
 * themselves in time: the plugin knows no time limits (pulumi/pulumi-command provider/pkg/provider/remote@v1.2.1).
 */
export class Commands {
  constructor(
    private readonly ssh: Ssh,
    private readonly parent: Resource | undefined,
  ) {}

  /** A step on a host, which says nothing unless it fails. */
  on(host: Host, { what, command, stdin, once = false, after }: Step): Command {
    return this.command(host, what, after, {
      create: quiet(command),
      ...(once ? { update: NOTHING } : {}),
      ...(stdin === undefined ? {} : { stdin }),
    });
  }

  /** What a command on a host prints, for nobody to read by the way. */
  ask(host: Host, { what, command, after }: Step, triggers: readonly string[]): Command {
    return this.command(host, what, after, { create: command, triggers: [...triggers] }, ['stdout', 'stderr']);
  }

  /** Lets a host join, once; a host that is a member stays what it is. */
  join(host: Host, { inviter, invite, join, after }: Invitation): LocalCommand {
    const { privateKey, config } = this.ssh;
    const local = joinCommand({
      inviter: inviter.address,
      host: host.address,
      invite,
      join,
      config,
      knownHosts: this.ssh.linesFor([inviter, host]),
      hasKey: privateKey !== undefined,
    });
    return new LocalCommand(
      nameOf(host, 'join'),
      {
        create: local.create,
        update: NOTHING,
        environment: local.environment,
        interpreter: ['/bin/sh', '-c'],
        logging: 'none',
        addPreviousOutputInEnv: false,
        // ssh-add wants the end of the last line, which a setting may have lost.
        ...(privateKey === undefined ? {} : { stdin: secret(output(privateKey).apply((key) => `${key.trim()}\n`)) }),
      },
      this.options(after),
    );
  }

  private command(
    host: Host,
    what: string,
    after: readonly Resource[],
    args: Omit<CommandArgs, 'connection'>,
    secrets: string[] = [],
  ): Command {
    return new Command(
      nameOf(host, what),
      { ...args, connection: this.ssh.connection(host), logging: 'none', addPreviousOutputInEnv: false },
      { ...this.options(after), additionalSecretOutputs: secrets },
    );
  }

  private options(after: readonly Resource[]): CustomResourceOptions {
    return {
      dependsOn: [...after],
      ...(this.parent === undefined ? {} : { parent: this.parent }),
    };
  }
}

/** Name of a step in the stack. */
export function nameOf({ name }: Host, what: string): string {
  return `Host/${name}/${what}`;
}
