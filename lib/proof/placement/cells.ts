import type { Ground } from './ground';

/** Hosts of one rack that may carry members, by what becomes of them and in which place. */
export interface Cell {
  readonly site: string;
  readonly rack: string;
  /** Hosts by fate and place, which a tab divides. */
  readonly hosts: ReadonlyMap<string, number>;
}

/** Fate of hosts that stay. */
export const STAY = '';

/** The hosts of a ground after a failure. @param fates of those that do not stay; `undefined` for those that take none */
export function cellsOf(ground: Ground, fates: ReadonlyMap<string, string | undefined>): readonly Cell[] {
  const cells = ground.plots.map(({ site, rack, hosts }) => ({
    site,
    rack,
    hosts: new Map([...hosts].map(([place, number]) => [keyOf(STAY, place), number])),
  }));
  for (const [host, fate] of fates) {
    const seat = ground.seats.get(host);
    const hosts = cells[seat?.plot ?? -1]?.hosts;
    if (seat === undefined || hosts === undefined) continue;
    add(hosts, keyOf(STAY, seat.place), -1);
    if (fate !== undefined) add(hosts, keyOf(fate, seat.place), 1);
  }
  // A rack or site of which no host takes any is no domain for them.
  return cells.filter(({ hosts }) => hosts.size > 0);
}

export function keyOf(fate: string, place: string): string {
  return `${fate}\t${place}`;
}

function add(hosts: Map<string, number>, key: string, number: number): void {
  const sum = (hosts.get(key) ?? 0) + number;
  if (sum === 0) hosts.delete(key);
  else hosts.set(key, sum);
}
