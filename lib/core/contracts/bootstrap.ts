import type { Host } from '../../landscape';
import type { SecretValue } from '../secret/value';

/** A host through which connections pass. */
export interface SshJump {
  /** Who logs in there. @default - whoever connects, under the name that they have on their own machine */
  readonly user?: string;
  /** Name or address. */
  readonly host: string;
  readonly port: number;
}

/** How hosts are reached by SSH, each at its address of the landscape. */
export interface SshAccess {
  readonly user: string;
  readonly port: number;
  /** @default - hosts are reached without one between */
  readonly jump?: SshJump;
}

/**
 * Commands that make a cluster from hosts and adopt changes on it, each a line for the shell of the user who logs in. They
 * are the same on all hosts, whose files say what differs. Each may be run again, and then changes what is still to change; each ends in time.
 */
export interface BootstrapCommands {
  /** Installs the files of a host, an archive (tar) of `_common` and the host's folder on standard input, and prepares it. */
  readonly put: string;
  /** The same on a master, and waits until its load balancer has taken the change. */
  readonly putMaster: string;
  /** Keeps the key by which Secrets are encrypted, which stands on standard input; never over one that is there. */
  readonly keepKey: string;
  /** Makes the first master. Refuses where the cluster is there already. */
  readonly begin: string;
  /** Brings what joining masters read up to what the files of the first master say. Run there. */
  readonly publish: string;
  /** Writes an invitation for a master, whose address stands on standard input; it ends after half an hour. */
  readonly inviteMaster: string;
  /** The same for any other host. */
  readonly invite: string;
  /** Joins by the invitation on standard input. Without one that is still good it fails, unless the host is a member. */
  readonly join: string;
  /** Brings a master that runs to what its files say. Refuses where the API would not be served meanwhile. */
  readonly adopt: string;
  /** Prints the kubeconfig of the administrator. Run on the first master. */
  readonly kubeconfig: string;
}

/** How a component makes a cluster from hosts: what its steps of the plan do, for a door that runs them by itself. */
export interface Bootstrap {
  /** @default - the hosts are not reached by SSH, or must be made first: only the plan says how */
  readonly access?: SshAccess;
  /** In the order in which they are made. */
  readonly masters: readonly Host[];
  /** All other hosts. */
  readonly others: readonly Host[];
  /** Other hosts that are prepared, or join, at once. */
  readonly atOnce: number;
  /** The key by which Secrets are encrypted. @default - it is made on the first master, or a service has it */
  readonly key?: SecretValue;
  /** Host file whose change `publish` and `adopt` bring into effect. */
  readonly settingsFile: string;
  readonly commands: BootstrapCommands;
}
