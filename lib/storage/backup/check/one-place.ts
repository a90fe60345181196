import type { Environment, Problems } from '../../../core';
import { show } from '../../../errors';
import { storeOf } from '../facts';
import type { BackupLocation } from '../location';

interface Store {
  readonly location: BackupLocation;
  /** Site or city at which it stands. */
  readonly place: string;
}

/**
 * Checks that nobody says of the same store that it stands elsewhere: one of the two would be lost with its source, or the
 * proof would believe the wrong one. @param others backups of all environments
 */
export function checkOnePlace(
  { location, place }: Store,
  others: readonly Store[],
  { components }: Environment,
  problems: Problems,
): void {
  const { endpoint, bucket } = location;
  const same = others.filter((other) => other.location.endpoint === endpoint && other.location.bucket === bucket);
  const elsewhere = same.find((other) => other.place !== place);
  problems.check(elsewhere === undefined, {
    at: 'storeSite',
    got: `${place} for the bucket ${bucket} at ${endpoint}, which backups of ${elsewhere?.location.folder} have in ${elsewhere?.place}`,
    want: 'one place for one bucket',
    fix: 'correct `storeSite` or `storeCity`, or give each place a store of its own',
  });
  const store = storeOf(endpoint);
  const facts = components.flatMap((component) => component.facts);
  const sites = new Set(facts.flatMap((fact) => (fact.type === 'outside' && fact.of === store ? [fact.site] : [])));
  problems.check(sites.size < 2, {
    at: 'storeSite',
    got: `${store} at ${[...sites].map((site) => show(site ?? 'no site of the landscape')).join(', and at ')}`,
    want: 'one place for one store, in all components of the environment',
    fix: 'correct `storeSite` or `storeCity`, or give each place an address of its own',
  });
}
