import type { Problems } from '../../../core';
import type { BackupLocation } from '../location';

interface Store {
  readonly location: BackupLocation;
  /** Site or city at which it stands. */
  readonly place: string;
}

/** Checks that nobody else says of the same bucket that it stands elsewhere: one of the two would be lost with its source. */
export function checkOnePlace({ location, place }: Store, others: readonly Store[], problems: Problems): void {
  const { endpoint, bucket } = location;
  const same = others.filter((other) => other.location.endpoint === endpoint && other.location.bucket === bucket);
  const elsewhere = same.find((other) => other.place !== place);
  problems.check(elsewhere === undefined, {
    at: 'storeSite',
    got: `${place} for the bucket ${bucket} at ${endpoint}, which backups of ${elsewhere?.location.folder} have in ${elsewhere?.place}`,
    want: 'one place for one bucket',
    fix: 'correct `storeSite` or `storeCity`, or give each place a store of its own',
  });
}
