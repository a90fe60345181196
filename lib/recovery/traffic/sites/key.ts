import type { Witness } from '../../witness/witness';

/** Name of the key by which a cluster takes addresses of dead sites out: it may change addresses, and no epoch. */
export function sitesKeyOf({ keyName }: Witness): string {
  return `${keyName}-sites`;
}
