import type { Duration, Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import type { ComponentProps, StorageClassRef } from '../../core';
import type { Witness } from '../witness/witness';
import type { MariaDb } from './mariadb';

export interface MariaDbProps extends ComponentProps {
  /** Says whose turn it is: without its word the database stays closed. */
  readonly witness: Witness;
  /** Storage class of the volumes; each member has one of its own. */
  readonly volumes: StorageClassRef;
  /**
   * Size of each volume: twice the data, since a copy is taken in beside what it replaces.
   * @default Size.gibibytes(100)
   */
  readonly size?: Size;
  /** The database in another city that this one copies. @default - none: it is the one that begins */
  readonly follows?: MariaDb;
  /** Servers: 1, or 3 and more that hold the same by Galera (2 with an arbitrator). @default 1 */
  readonly replicas?: number;
  /**
   * Hosts that carry the servers, by name; one each. Clients and the other city find them by their addresses, so that
   * nobody who logs in needs a name server.
   * @default - workers: the first of each site that carries load, in turn
   */
  readonly hosts?: readonly string[];
  /**
   * Host of a vote without data (garbd), where the servers alone could not go on without one of their sites.
   * @default - a `voter` at a witness site, where there are two servers or two sites of equal weight
   */
  readonly arbitrator?: string;
  /**
   * What may be lost with the city.
   * @default - `objectives.city.rpo`, where another city has a copy; else what that copy can promise
   */
  readonly rpo?: Duration;
  /**
   * How far the copy in the other city may be behind while all is well: an alert is raised at half of `rpo` already.
   * @default Duration.seconds(2)
   */
  readonly lag?: Duration;
  /**
   * How long binary logs are kept, in whole hours: for as long the other city may be away and still go on where it was.
   * @default Duration.days(7)
   */
  readonly binlogs?: Duration;
  /**
   * GTID domain of this side, which the other one must not have: 1 to 999.
   * @default - 1, or one more than that of `follows`
   */
  readonly domain?: number;
  /** Namespace, for databases alone. @default 'mariadb' */
  readonly namespace?: string;
  /** CPU of each server. @default Cpu.units(2) */
  readonly cpu?: Cpu;
  /** Memory of each server: 60 % of it holds pages of InnoDB. @default Size.gibibytes(4) */
  readonly memory?: Size;
}
