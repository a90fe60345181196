import type { Host } from '../../landscape';
import { factsOf, type Thing } from '../model/model';
import { disksOf, NEARLY_FULL } from './reserve';
import { type Hosts, left, type Stand, standOf } from './room';

/** Hosts with their data disks, in bytes. */
interface Disks {
  readonly hosts: ReadonlySet<string>;
  readonly raw: number;
}

/** Copies of one thing: all their disks, and those of each kind of copies. */
interface Pool extends Disks {
  readonly parts: readonly (Disks & { readonly stand: Stand })[];
}

/** Pools that lie on the same disks. */
export type Store = readonly Pool[];

/** Whoever has copies on hosts with data disks; those that share a disk are one store. */
export function storesOf(things: readonly Thing[], known: Hosts): readonly Store[] {
  const pools = things
    .flatMap((thing) => factsOf(thing, 'copies'))
    .map(({ groups }): Pool => {
      const parts = groups
        .map((group) => standOf(group, known))
        .map((stand) => ({ stand, ...disks(stand.hosts, known) }));
      return { parts, ...disks(new Set(parts.flatMap(({ hosts }) => [...hosts])), known) };
    })
    .filter(({ raw }) => raw > 0);
  return pools.reduce<readonly Store[]>((stores, pool) => {
    const same = stores.filter((store) => store.some(({ hosts }) => [...hosts].some((host) => pool.hosts.has(host))));
    return [...stores.filter((store) => !same.includes(store)), [...same.flat(), pool]];
  }, []);
}

/** Bytes of data that fit, each item counted once. Of pools on the same disks the one that fits least counts. */
export function spaceOf(stores: readonly Store[], lost: readonly Host[]): number {
  const spaces = stores.map((store) => Math.min(...store.map((pool) => spaceOfPool(pool, lost))));
  return spaces.reduce((sum, space) => sum + space, 0) * NEARLY_FULL;
}

/** An item takes room for all its copies, and each kind of copies finds room only on its own hosts. */
function spaceOfPool(pool: Pool, lost: readonly Host[]): number {
  const parts = pool.parts
    .map((part) => ({ copies: left(part.stand, lost, true), raw: rawLeft(part, lost) }))
    .filter(({ copies }) => copies > 0);
  if (parts.length === 0) return 0;
  const copies = parts.reduce((sum, part) => sum + part.copies, 0);
  return Math.min(rawLeft(pool, lost) / copies, ...parts.map((part) => part.raw / part.copies));
}

function disks(names: ReadonlySet<string>, known: Hosts): Disks {
  const hosts = [...names].flatMap((name) => known.get(name) ?? []).filter((host) => host.disks.length > 0);
  return { hosts: new Set(hosts.map(({ name }) => name)), raw: hosts.reduce((sum, host) => sum + disksOf(host), 0) };
}

function rawLeft({ hosts, raw }: Disks, lost: readonly Host[]): number {
  return lost.filter(({ name }) => hosts.has(name)).reduce((sum, host) => sum - disksOf(host), raw);
}
