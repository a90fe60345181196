import { Duration } from 'cdk8s';
import type { Environment } from '../../core';
import type { Action, Lasting, Phase } from '../plan/action';
import { used } from './functions';

/** The two environments that a step knows: the one that served before, and the one that serves after it. */
export interface Sides {
  readonly from: Environment;
  readonly to: Environment;
}

/** What an action does, before it has a place in a plan. */
export interface Step {
  readonly id: string;
  /** What is done, as a sentence without its end. */
  readonly what: string;
  /** Reads only: fails where the step must not begin. @default - nothing to look at */
  readonly check?: readonly string[];
  readonly commands: readonly string[];
  /** Reads only: fails where it was not reached. */
  readonly verify: readonly string[];
  readonly undo: readonly string[] | Lasting;
  /** @default Duration.minutes(1) */
  readonly time?: Duration;
}

/** Lines that stand before the commands of each step, and the phase in which they are done. */
export interface Setting {
  readonly phase: Phase;
  /** What is set up first; of functions, those that a step uses. @default - nothing */
  readonly before?: readonly string[];
}

/** Steps as actions of a plan: each a script of its own, which sets up what it needs. */
export function actionsOf(steps: readonly Step[], { phase, before = [] }: Setting): readonly Action[] {
  const whole = (lines: readonly string[]) => (lines.length === 0 ? [] : [...used(before, lines), ...lines]);
  return steps.map(({ id, what, check, commands, verify, undo, time = Duration.minutes(1) }) => ({
    id,
    title: what,
    phase,
    time,
    ...(check === undefined ? {} : { check: whole(check) }),
    commands: whole(commands),
    verify: whole(verify),
    undo: Array.isArray(undo) ? whole(undo as readonly string[]) : (undo as Lasting),
  }));
}

/** Line after which kubectl reaches an environment. */
export function use(environment: Pick<Environment, 'name'>): string {
  return `export KUBECONFIG="$SECRETS/${environment.name}.conf"`;
}

/** kubectl for an environment, whatever KUBECONFIG says. */
export function kubectl(environment: Pick<Environment, 'name'>): string {
  return `kubectl --kubeconfig="$SECRETS/${environment.name}.conf"`;
}

/** Tells why, and fails, where a command prints anything. @param command prints what is wrong, line by line */
export function nothing(command: string, why: string): readonly string[] {
  return [`found=$(${command})`, `[ -z "$found" ] || { echo "${why}:" >&2; echo "$found" >&2; exit 1; }`];
}
