import type { Round } from '../judge/round';
import type { Size } from '../region/build';

/** Version of the record's structure: it rises when a field goes or changes its meaning. */
export const SCHEMA = 1;

/** All that a drill leaves behind. */
export interface DrillRecord {
  readonly schema: typeof SCHEMA;
  /** UTC. */
  readonly begun: string;
  /** Milliseconds. */
  readonly took: number;
  readonly command: string;
  readonly seed: number;
  readonly outcome: 'passed' | 'failed' | 'interrupted';
  readonly versions: Readonly<Record<string, string>>;
  readonly size: Size;
  /** Seconds between two snapshots, and what is declared as the loss. */
  readonly interval: number;
  readonly rpo: number;
  readonly rounds: readonly Round[];
  readonly breaches: readonly string[];
  readonly notProven: readonly string[];
}

/** What a drill on one machine says nothing about. */
export const NOT_PROVEN: readonly string[] = [
  'Disks: all hosts share those of one machine, and what the kernel had taken when a host lost its power is still written.',
  'Kubelets: static pods and the pods of the database run as processes of their own command lines. Hosts that are no masters do not join, and no workload moves.',
  'Controllers of Jobs: the steps of the snapshots are run in their order, with the arguments that were rendered, by the drill; every few seconds instead of minutes.',
  'People: the plan is approved and run at once. A decision takes longer than everything that is measured here.',
  'Networks: links are whole or cut; there is no loss of some packets, and no narrow line.',
  'Clocks: all hosts share one.',
  'Programs that keep an address for longer than its TTL: the clients here ask whenever they connect.',
];
