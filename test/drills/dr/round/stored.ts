import type { Holder } from '../clients/log';
import { KUBECTL, type Machine } from '../../world';
import { NAMESPACE } from '../region/build';
import { sql } from '../region/mariadb';
import type { Region } from '../region/region';

/** Names of what clients have in a holder of the other city, or of the first one. */
export function storedIn(region: Region, side: 'first' | 'other', holder: Holder): Promise<ReadonlySet<string>> {
  if (holder === 'api') return objects(side === 'first' ? region.production.first : region.standby.first);
  return rows(side === 'first' ? region.primary : region.replica);
}

/** Where the first city takes writes. */
export function oldSide(region: Region): readonly string[] {
  return [region.apis[0] ?? '', region.primary.address];
}

/** Where the other city does. */
export function newSide(region: Region): readonly string[] {
  return [region.apis[1] ?? '', region.replica.address];
}

async function objects(master: Machine): Promise<ReadonlySet<string>> {
  const said = await master.must(
    `${KUBECTL} get configmaps --namespace ${NAMESPACE} --output jsonpath='{range .items[*]}{.metadata.name}{"\\n"}{end}'`,
  );
  return ofClients(said);
}

async function rows(machine: Machine): Promise<ReadonlySet<string>> {
  return ofClients(await sql(machine, "SELECT name FROM ledger.entries WHERE name NOT LIKE 'before-%'"));
}

function ofClients(lines: string): ReadonlySet<string> {
  return new Set(lines.split('\n').filter((name) => /^(api|database)-/.test(name)));
}
