import type { Duration } from 'cdk8s';
import type { Witness } from '../witness/witness';

/** A name that users know, and where it leads. */
export interface TrafficRecord {
  /** In the zone of the witness, without a dot behind it: `api.prod.bank.example`. */
  readonly name: string;
  /**
   * What must be open before it leads to a side: the API of its environment, or a holder of data by its name, such as
   * `mariadb-ledger`.
   */
  readonly follows: string;
  /** IPv4 addresses on either side, by the names of the environments; those of several sites where it has them. */
  readonly sides: Readonly<Record<string, readonly string[]>>;
}

export interface TrafficProps {
  /** Its servers keep the records too: each refuses to change them for a side whose turn it is not. */
  readonly witness: Witness;
  /**
   * TTL of the records, in whole seconds, 5 minutes at most: for as long resolvers lead clients to the old side, so that it
   * counts in the time of every plan. @default Duration.seconds(30)
   */
  readonly ttl?: Duration;
  readonly records: readonly TrafficRecord[];
  /**
   * Who leads users back to the first city when it is there again. People do, by a plan: what it had alone, and what it
   * lacks, is known only to whoever looks. A pair refuses `automatic`. @default 'decided'
   */
  readonly failback?: 'decided' | 'automatic';
}
