import type { Comparison } from '../judge/comparison';
import type { Round } from '../judge/round';
import type { Summary } from '../judge/summary';
import type { TimedReaction } from './reactions';

/**
 * Version of the record's structure. It rises when a field goes or changes its meaning, and stays when one is added.
 * Every field is always there: what is not known is null.
 */
export const SCHEMA = 2;

/** A world of the drill, as it was built. */
export interface WorldRecord {
  readonly name: string;
  readonly title: string;
  /** How the masters came to be one cluster. */
  readonly made: string;
  /** Milliseconds until all of it was ready. */
  readonly took: number;
  /** Begin of the SHA-256 of the host files from which it ran. */
  readonly files: string;
  /** Most MiB that its processes and clients took, shared pages counted once. */
  readonly memory: number;
  /** Writes of all clients until its end, and what each member of etcd still had of them. */
  readonly writes: { readonly sent: number; readonly acknowledged: number };
  readonly members: readonly { readonly name: string; readonly missing: number }[];
  /** Name of the file with its proof, from which the predictions were read. */
  readonly proof: string;
  /** Timers that the proof adds up. */
  readonly reactions: readonly TimedReaction[];
}

/** All that a drill leaves behind. */
export interface DrillRecord {
  readonly schema: typeof SCHEMA;
  /** UTC. */
  readonly begun: string;
  /** Milliseconds. */
  readonly took: number;
  readonly command: string;
  readonly outcome: 'passed' | 'failed' | 'interrupted';
  /** What ran, Tripod first. */
  readonly versions: Readonly<Record<string, string>>;
  /** Load averages of the machine over one minute: at the begin what else it did, at the end the drill with it. */
  readonly load: { readonly begin: number; readonly end: number };
  /** Failures for which there was no time. */
  readonly leftOut: readonly string[];
  readonly worlds: readonly WorldRecord[];
  /** Times of each kind of fault, predicted and measured. */
  readonly summaries: readonly Summary[];
  /** Words of each failure from each site, predicted and measured. */
  readonly comparisons: readonly Comparison[];
  readonly rounds: readonly Round[];
  readonly breaches: readonly string[];
  readonly notProven: readonly string[];
}

/** What a drill on one machine says nothing about. */
export const NOT_PROVEN: readonly string[] = [
  'Disks: all hosts share the memory and the disk of one machine. A kill ends processes and cuts the link, but what the kernel had taken is still written: a write that was acknowledged before it was synced is not lost here, and would be with the power.',
  'Slow disks, full disks and disks that lie: none is simulated.',
  'Kubelet and container runtime: a small runner starts static pods from their own command lines, without probes, limits or cgroups. A process that hangs is not restarted.',
  'Networks: sites are joined by one router that delays or drops every packet of a pair. There is no loss of some packets, no jitter, no narrow line, no switch that learns slowly.',
  'Names: clients use the VIP of their own site. How long DNS takes to lead them elsewhere is not part of it.',
  'Size: the cluster holds small ConfigMaps and no workload; a large database takes longer to start and to catch up.',
  'Clocks: all hosts share one.',
];
