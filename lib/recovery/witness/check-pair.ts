import type { Environment, Problems } from '../../core';
import { within } from './within';
import type { Witness } from './witness';

/**
 * Checks that the witness stays when either side is lost, with its city: else it falls with the one that it should judge.
 * @param environments both sides of the pair
 */
export function checkWitness(witness: Witness, environments: readonly Environment[], problems: Problems): void {
  for (const environment of environments) {
    const cities = new Set(environment.sites.map(({ city }) => city));
    const { sites } = environment.landscape;
    for (const site of sites.filter(({ name, city }) => cities.has(city) && witness.sites.includes(name)))
      problems.add({
        at: 'witness',
        got: `a server at ${site.name} in ${site.city}, where ${environment.name} stands`,
        want: 'servers outside of both cities: one that falls with a side cannot judge it',
        fix: 'put it into a third city, or at a provider',
      });
    const blocks = [
      ...sites
        .filter(({ city }) => cities.has(city))
        .map(({ name, subnet }) => ({ what: `subnet of ${name}`, subnet })),
      { what: `pods of ${environment.name}`, subnet: environment.cluster.pods },
      { what: `services of ${environment.name}`, subnet: environment.cluster.services },
    ];
    for (const { name, address } of witness.servers)
      for (const { what, subnet } of blocks)
        problems.check(!within(address, subnet), {
          at: 'witness',
          got: `${name} with ${address}, in ${subnet}, the ${what}`,
          want: 'addresses outside of both cities: one that falls with a side cannot judge it',
          fix: 'put the server into a third city, or at a provider',
        });
  }
}
