import { storeOf } from '../../etcd/snapshots/store-of';
import { readingNeeds } from '../../failover/snapshot';
import { mirrorOf } from '../../failover/mirror-of';
import { VOLUMES_NEED } from '../../failover/volumes/take';
import type { Pair } from '../pair';
import { endpointOf } from './parts/records';

/** What must be where a plan of the pair is run, as sentences. */
export function needsOf(pair: Pair): readonly string[] {
  const { from, to, witness, traffic, dns, standby } = pair;
  const name = endpointOf(from);
  const reads = standby.kind === 'warm' && storeOf(from) !== undefined;
  return [
    `this plan, printed or kept outside of both cities, and a machine there with "$SECRETS/${from.name}.conf" and "$SECRETS/${to.name}.conf": kubeconfigs of both`,
    ...(witness?.prerequisites ?? []),
    ...(name === undefined || traffic !== undefined
      ? []
      : [
          `DNS: the record of ${name} has a TTL of at most ${dns.toSeconds()} s, its server stands outside of both cities, and takes changes by nsupdate with the key in "$SECRETS/dns.key"`,
        ]),
    ...(reads ? [readingNeeds(), '"$SECRETS/store.env": keys that may read the bucket of the snapshots'] : []),
    ...(mirrorOf(pair) === undefined ? [] : [VOLUMES_NEED]),
  ];
}
