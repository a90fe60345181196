import type { FaultKind } from './fault-kind';

/** What a fault of a kind may cost, in milliseconds. */
interface Limit {
  /** Longest gap in the writes of a client that the failure should not stop. */
  readonly gap?: number;
  /** Median of the longest gaps. */
  readonly median?: number;
  /** From the repair to the first write of a client that had to wait for it. @default - what the slowest return may take */
  readonly resumed?: number;
  /** Whether not even one request may fail. */
  readonly noFailure?: boolean;
}

export const LIMITS: Readonly<Record<FaultKind, Limit>> = {
  host: { gap: 8_000, median: 5_500 },
  replacement: { gap: 8_000 },
  'api-server': { gap: 3_000 },
  haproxy: { gap: 5_000 },
  keepalived: { gap: 5_000 },
  site: { gap: 8_000 },
  link: { gap: 12_000, resumed: 12_000 },
  partition: { gap: 12_000, resumed: 12_000 },
  restart: { noFailure: true },
  // The limit of a return counts the peers that do not answer at the start.
  majority: {},
  'cold-start': {},
};

/** MiB that a world may take. */
export const MEMORY = 3 * 1024;
