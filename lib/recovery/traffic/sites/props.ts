import type { ComponentProps, SecretValue } from '../../../core';
import type { Traffic } from '../traffic';

export interface SiteTrafficProps extends ComponentProps {
  readonly traffic: Traffic;
  /** One of its records, which has addresses at several sites of the environment: `api.prod.bank.example`. */
  readonly record: string;
  /** Secret, in base64, of the key that may change addresses and no epoch: that of the guards with `-sites` after its name. */
  readonly key: SecretValue;
  /**
   * What is asked at each address, an https address without a host: `:6443/readyz`. Its certificate must bear the address,
   * and come from the CA of the cluster.
   * @default - for a record that follows the API: whether it is ready, at its port
   */
  readonly probe?: string;
}
