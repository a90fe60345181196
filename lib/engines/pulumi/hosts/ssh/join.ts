import { quiet } from './quiet';

/** What passes between two hosts, and how both are reached. */
export interface Join {
  /** Address of the master that invites. */
  readonly inviter: string;
  /** Address of the host that joins. */
  readonly host: string;
  /** Run on the inviter: reads that address where it needs it, and writes the invitation. */
  readonly invite: string;
  /** Run on the host: reads the invitation. */
  readonly join: string;
  /** Lines of ssh_config(5). */
  readonly config: string;
  /** Lines of known_hosts for both. */
  readonly knownHosts: string;
  /** Whether a private key stands on standard input. @default - the keys of the SSH agent */
  readonly hasKey: boolean;
}

/** A command of this machine, and what it reads from its environment. */
export interface LocalCommand {
  readonly create: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Under `ssh-agent` the key is in memory only, and gone with the command, also when that is killed. */
const PASS = `
printf "%s\\n" "$TRIPOD_HOST" | ssh -F "$folder/config" "$TRIPOD_INVITER" "$TRIPOD_INVITE" |
  ssh -F "$folder/config" "$TRIPOD_HOST" "$TRIPOD_JOIN"`;

/**
 * Has a master invite a host, and the host join, through a pipe of this machine, as the plan does: tokens and keys pass
 * from one to the other, and stand neither in the state of the stack nor in a log. One command for both, so that whoever
 * was invited and has not joined is invited anew by the next run.
 */
export function joinCommand({ inviter, host, invite, join, config, knownHosts, hasKey }: Join): LocalCommand {
  const start = hasKey ? `ssh-agent sh -eu -c 'ssh-add -q -` : `sh -eu -c '`;
  return {
    // Errors show it.
    create: 'sh -c "$TRIPOD_PASS"',
    environment: {
      TRIPOD_PASS: quiet(`set -eu
umask 077
folder=$(mktemp -d)
export folder
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
printf '%s\\n' "$TRIPOD_KNOWN_HOSTS" >"$folder/known_hosts"
printf '%s\\n' "$TRIPOD_SSH_CONFIG" "UserKnownHostsFile \\"$folder/known_hosts\\"" >"$folder/config"
${start}${PASS}'`),
      TRIPOD_INVITER: inviter,
      TRIPOD_HOST: host,
      TRIPOD_INVITE: invite,
      TRIPOD_JOIN: join,
      TRIPOD_KNOWN_HOSTS: knownHosts,
      // Keys of whoever runs this are not what the host expects, and too many attempts end the connection.
      TRIPOD_SSH_CONFIG: hasKey ? `${config}\n  IdentityFile none` : config,
    },
  };
}
