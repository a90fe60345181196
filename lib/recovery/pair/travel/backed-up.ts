import { objectsOf } from '../compare/support/objects';
import type { Pair } from '../pair';
import type { Kept } from './things';

interface Schedule {
  readonly schedule?: string;
  readonly template?: { readonly includedNamespaces?: readonly string[]; readonly snapshotMoveData?: boolean };
}

/** A claim whose namespace is backed up with what volumes hold, to where the other side reads. */
export function backedUp({ claim }: Kept, { from, to }: Pair): string | undefined {
  if (claim === undefined) return undefined;
  const schedules = objectsOf(from, 'Schedule').map((object) => ({
    name: object.name,
    ...(object.toJson() as { spec?: Schedule }).spec,
  }));
  const found = schedules.find(({ template }) => {
    const { includedNamespaces: names = [], snapshotMoveData = false } = template ?? {};
    return snapshotMoveData && (names.includes(claim.namespace) || names.includes('*'));
  });
  const reads = objectsOf(to, 'BackupStorageLocation').length > 0;
  return found === undefined || !reads
    ? undefined
    : `backed up by ${found.name} (${found.schedule}), and restored by a person`;
}
