/** What fails at one instant. Hosts and sites by name. */
export interface Blow {
  /** Hosts that are gone with their disks. */
  readonly lost?: readonly string[];
  /** Hosts without power: their disks are there again when they are. */
  readonly off?: readonly string[];
  /** Hosts whose members say goodbye before they stop: nobody counts them any more. */
  readonly left?: readonly string[];
  /** Hosts that take no pods: those that can move have moved, static pods and disks stay. */
  readonly drained?: readonly string[];
  /** Pairs of sites that reach each other no more; a third one may still reach both. */
  readonly cuts?: readonly (readonly [string, string])[];
  /** Processes that ended on a running host. */
  readonly ended?: readonly { readonly process: string; readonly host: string }[];
  /** Whether everything that the blows before took was made again on what was left: copies, pods. @default false */
  readonly repaired?: boolean;
}

/** What is lost, as a person says it, and what that means for hosts and links. */
export interface Failure {
  /** `site sh-a`, `host sh-a-master-1, then site sh-b`. */
  readonly name: string;
  /** Each falls after everything has reacted by itself to the one before. */
  readonly blows: readonly Blow[];
}
