import type { Problems } from '../../../errors';
import type { Environment } from '../environment';

/** Checks that an environment stays when the cities of another are lost. @param at prop by which it is given */
export function checkOtherCity(at: string, from: Environment, to: Environment, fix: string, problems: Problems): void {
  const cities = new Set(from.sites.map(({ city }) => city));
  const shared = to.sites.filter(({ city }) => cities.has(city));
  problems.check(shared.length === 0, {
    at,
    got: `${to.name}, with ${shared.map(({ name, city }) => `${name} in ${city}`).join(', ')}`,
    want: `sites in another city than ${[...cities].join(', ')}`,
    fix,
  });
}
