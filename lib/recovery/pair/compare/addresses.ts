import { overlap, parseCidr } from '../../../landscape';
import type { Environment } from '../../../core';
import type { Pair } from '../pair';
import { different, equal, type Row } from './support/row';

/** Where both stand, and by which addresses: what one side calls its own must mean nothing else on the other. */
export function addresses({ from, to, standby }: Pair): readonly Row[] {
  const cold = standby.kind === 'cold';
  return [
    different('environment', from.name, to.name, 'name the two differently'),
    {
      ...different(
        'cities',
        citiesOf(from).join(', '),
        citiesOf(to).join(', '),
        'let an environment take over that stays when the city is lost',
      ),
      ok: !citiesOf(from).some((city) => citiesOf(to).includes(city)),
    },
    ...from.sites.flatMap((site) => to.sites.map((other) => apart(`hosts of ${site.name}`, site.subnet, other.subnet))),
    cold
      ? equal(
          'pods',
          from.cluster.pods,
          to.cluster.pods,
          'addresses of pods are given out from what stands in etcd, which a cold side takes over: declare the same block',
        )
      : apart('pods', from.cluster.pods, to.cluster.pods),
    cold
      ? equal(
          'services',
          from.cluster.services,
          to.cluster.services,
          'Services keep their addresses in etcd, which a cold side takes over: declare the same block',
        )
      : apart('services', from.cluster.services, to.cluster.services),
  ];
}

function apart(at: string, here: string, there: string): Row {
  const [mine, theirs] = [parseCidr(here), parseCidr(there)];
  const ok = mine === undefined || theirs === undefined || !overlap(mine, theirs);
  return {
    at,
    here,
    there,
    must: 'different',
    ok,
    fix: 'give the clusters blocks of the landscape that do not overlap',
  };
}

function citiesOf({ sites }: Environment): readonly string[] {
  return [...new Set(sites.map(({ city }) => city))];
}
