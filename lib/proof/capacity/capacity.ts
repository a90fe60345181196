/** How much of something there is, and how much of it is asked for. */
export interface Amount {
  readonly total: number;
  readonly asked: number;
}

/** What is left of a cluster after a failure, beside what must still run. */
export interface Capacity {
  /** `everything`, or `without site sh-a`. */
  readonly after: string;
  /** CPU threads. */
  readonly cpu: Amount;
  /** Bytes. */
  readonly memory: Amount;
  readonly pods: Amount;
  /** Bytes of data, each item counted once. */
  readonly storage: Amount;
}
