import type { Traffic } from '../traffic';
import type { Witness } from '../../witness/witness';

/**
 * The zone as the servers begin with it. Epoch and records are not in it: they come by updates, and a server that is
 * made anew must know nothing of a past turn.
 *
 * The last number of the SOA is how long a resolver remembers that a name is not there (RFC 2308, 4). Refresh, retry and
 * expiry are for secondaries, of which there are none.
 */
export function zoneFile(witness: Witness, traffic: Traffic | undefined): string {
  const { zone, servers } = witness;
  const ttl = traffic?.ttl.toSeconds() ?? 30;
  return [
    `; ${zone}: whose turn it is, and where users are led. Changed by updates only, never by hand.`,
    `$ORIGIN ${zone}.`,
    `$TTL ${ttl}`,
    `@ IN SOA ${servers[0]!.name} hostmaster ( 1 3600 600 1209600 ${ttl} )`,
    ...servers.map(({ name }) => `@ 3600 IN NS ${name}`),
    ...servers.map(({ name, address }) => `${name} 3600 IN A ${address}`),
    '',
  ].join('\n');
}
