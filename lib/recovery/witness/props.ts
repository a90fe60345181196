import type { Duration } from 'cdk8s';
import type { SecretValue } from '../../core';

/** A name server of the witness: authoritative for the zone by itself, without transfers from or to the others. */
export interface WitnessServer {
  /** For messages, and its name in the zone: `ns-1`. */
  readonly name: string;
  /** IPv4 address. */
  readonly address: string;
  /** @default 53 */
  readonly port?: number;
  /**
   * Site of the landscape, or any other place by a name: it falls with it. Each has one of its own.
   * @default - it is not known where it stands; its address lies in no subnet of the pair
   */
  readonly site?: string;
}

export interface WitnessProps {
  /** Zone that the servers keep, such as `prod.bank.example`. Records that follow the data stand in it too. */
  readonly zone: string;
  /** Name of the pair: a label of its own below the zone, since one zone may serve several. @default 'pair' */
  readonly pair?: string;
  /** One, three or five name servers, outside of both cities. */
  readonly servers: readonly WitnessServer[];
  /**
   * TSIG key with which guards ask: its secret in base64. It changes nothing. That of the plan, which changes the epoch,
   * lies in no cluster: it is the file `$SECRETS/witness.key`.
   */
  readonly key: SecretValue;
  /** Name of that key on the servers, such as `tripod-guard`. The plan's is called the same with `-plan` after it. */
  readonly keyName: string;
  /**
   * How long a holder stays open after the last question that the witness confirmed: 5 to 60 whole seconds. As long as
   * that, nothing closes when the witness cannot be reached; and as long, and some seconds, a fail-over waits.
   * @default Duration.seconds(10)
   */
  readonly lease?: Duration;
}
