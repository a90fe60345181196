import { RookCeph, VeleroBackup } from '../../../storage';
import type { Environment } from '../../../core';
import { ETCD } from '../../../hosts';
import { EtcdSnapshots } from '../../etcd/snapshots/etcd-snapshots';
import type { Pair } from '../pair';
import { isMariaDb } from '../parts';
import { objectsOf } from './support/objects';
import { different, type Row } from './support/row';

/** Where copies are kept, and by which names stores are known. */
export function stores(pair: Pair): readonly Row[] {
  const { from, to, data } = pair;
  const buckets = [from, to].map((side) => find(side, RookCeph)?.realm?.endpoint);
  return [
    ...backups(pair),
    ...kept(pair),
    ...(buckets[0] === undefined || buckets[1] === undefined
      ? []
      : [
          different(
            'bucket endpoint',
            buckets[0],
            buckets[1],
            'each side has gateways of its own: name them differently',
          ),
        ]),
    ...data.flatMap(([mine, theirs]) =>
      isMariaDb(mine) && isMariaDb(theirs)
        ? [
            different(
              `gtid domain of ${mine.holder.name}`,
              String(mine.settings.domain),
              String(theirs.settings.domain),
              'give each side a `domain` of its own: who wrote what is told by it',
            ),
          ]
        : [],
    ),
  ];
}

/** What this side backs up, the other one must be able to read. */
function backups({ from, to }: Pair): readonly Row[] {
  const here = find(from, VeleroBackup);
  if (here === undefined) return [];
  const reads = objectsOf(to, 'BackupStorageLocation').some((object) => {
    const { spec } = object.toJson() as {
      spec?: { accessMode?: string; objectStorage?: { bucket?: string; prefix?: string } };
    };
    const { bucket, prefix } = spec?.objectStorage ?? {};
    return spec?.accessMode === 'ReadOnly' && bucket === here.location.bucket && prefix === here.location.folder;
  });
  return [
    {
      at: 'backup',
      here: `backups in ${here.place}`,
      there: reads ? `reads those of ${from.name}` : 'reads none of them',
      must: 'there too',
      ok: reads,
      fix: `give the VeleroBackup of ${to.name} \`reads\`: that of ${from.name}`,
    },
  ];
}

/** What lies in the city that is lost is lost with it. */
function kept({ from }: Pair): readonly Row[] {
  const cities = [...new Set(from.sites.map(({ city }) => city))];
  const facts = find(from, EtcdSnapshots)?.facts ?? [];
  const places = facts.flatMap((fact) => (fact.type === 'async-copy' && fact.of === ETCD ? [fact.to] : []));
  return places.map((place) => ({
    at: 'snapshots',
    here: cities.join(', '),
    there: `etcd snapshots at ${place}`,
    must: 'different',
    ok: !from.landscape.sites.some(({ name, city }) => name === place && cities.includes(city)),
    fix: 'put the store of EtcdSnapshots into another city',
  }));
}

function find<T extends object>({ node }: Environment, type: abstract new (...args: never[]) => T): T | undefined {
  return node.children.find((child) => child instanceof type) as T | undefined;
}
