import type { Holder } from '../clients/log';

/** What the drill promises, in milliseconds, with a TTL of 30 s. */
export const LIMITS = {
  /** From the loss to the first write behind a caching resolver. */
  rto: { median: 60_000, maximum: 90_000 },
  /** From the end of the fence to the first write beside the new side. */
  afterFence: { api: 30_000, database: 5_000 } satisfies Record<Holder, number>,
  /** 99 of 100 writes reach the mirror within that, at 100 a second. */
  mirrorLag: 2_000,
} as const;
