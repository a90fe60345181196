import type { PlanStep, SshAccess } from '../../core';
import type { Host } from '../../landscape';

/** A machine as the commands of a plan name it; both may be an argument of a shell function, such as `$1`. */
export type Target = Pick<Host, 'name' | 'address'>;

/** Machines that are reached by SSH, and stand already: a door may then do what the plan says. */
export interface SshLogin {
  readonly access: SshAccess;
  /** What the shell of the user who logs in is told, so that `command`, itself a line for a shell, runs as root. */
  asRoot(command: string): string;
}

/** Where the machines of an environment come from, and how they are reached. */
export interface Machines {
  /** What must be true of them before the first command of the plan. */
  readonly prerequisites: readonly string[];
  /** Steps that make the machines, before anything is put onto them. */
  provision(hosts: readonly Host[]): readonly PlanStep[];
  /**
   * A shell command that runs `command`, itself a line for a shell, as root on the machine. It reads nothing from the
   * terminal behind it: ssh would read the commands that are pasted after it.
   */
  run(target: Target, command: string): string;
  /** The same, which passes its standard input on to the command. */
  pipe(target: Target, command: string): string;
  /** How they are reached by SSH. @default - they are not, or must be made first: only the plan can be followed */
  readonly login?: SshLogin;
}
