import type { Environment, Problems } from '../../../core';
import { checkOtherCity } from '../../../core/environment/check/other-city';
import { RookCeph } from '../../rook/rook-ceph';
import { pairsOf } from '../times';

/** The two environments, once both are known to be what a mirror needs. */
export interface Pair {
  readonly storage: RookCeph;
  readonly peer: RookCeph;
  readonly from: Environment;
  readonly to: Environment;
}

/** What is given for the two, as far as it is what it should be. */
export function pairOf(storage: unknown, peer: unknown, from: Environment, problems: Problems): Pair | undefined {
  const own = problems.check(isCeph(storage) && storage.environment === from, {
    at: 'storage',
    got: named(storage),
    want: `the RookCeph of ${from.name}`,
    fix: "pass what `new RookCeph(environment, 'storage')` gave",
  });
  const other = problems.check(isCeph(peer) && peer.environment !== undefined && peer.environment !== from, {
    at: 'peer',
    got: named(peer),
    want: 'the RookCeph of another Environment',
    fix: 'make the environment that takes over first, and pass its storage',
  });
  if (!own || !other || !isCeph(storage) || !isCeph(peer)) return undefined;
  return peer.environment === undefined ? undefined : { storage, peer, from, to: peer.environment };
}

/** Checks that the side of the other city can bear the same name. */
export function checkName(id: string, { to }: Pair, problems: Problems): void {
  const taken = to.node.tryFindChild(id);
  problems.check(taken === undefined, {
    at: 'id',
    got: `${id}, as which ${taken?.node.path} is there already`,
    want: `a name that is free in ${to.name}, too: the mirror makes both sides`,
    fix: 'give one of the two another id',
  });
}

/** Checks that the other side stays when this one is lost, and can be reached while both are there. */
export function checkPlaces({ storage, peer, from, to }: Pair, problems: Problems): void {
  const stays =
    'mirror to an environment that stays when the city is lost; inside of a city, a stretch cluster loses nothing';
  checkOtherCity('peer', from, to, stays, problems);
  for (const [at, side, name] of [
    ['storage', storage, from.name],
    ['peer', peer, to.name],
  ] as const) {
    problems.check(side.network.isReachable, {
      at,
      got: `Ceph of ${name} on the network of ${side.network.provider}`,
      want: 'daemons that the other city reaches: monitors and disks of both sides, from both sides',
      fix: 'give RookCeph `network: CephNetwork.hosts()`; it cannot be exchanged once the cluster is there',
    });
  }
  const talking = from.cluster.talksTo.includes(to.cluster.name) || to.cluster.talksTo.includes(from.cluster.name);
  problems.check(from.landscape === to.landscape && talking, {
    at: 'peer',
    got: `${from.cluster.name} and ${to.cluster.name}, which do not talk`,
    want: 'clusters of one landscape that talk: their addresses differ, and firewalls are open',
    fix: `declare \`talksTo: ['${to.cluster.name}']\` of the cluster ${from.cluster.name}`,
  });
  const apart = pairsOf(storage, peer).filter(([a, b]) => from.landscape.link(a, b) === undefined);
  problems.check(apart.length === 0, {
    at: 'peer',
    got: `no link of ${apart.map((pair) => pair.join(' and ')).join(', of ')}`,
    want: 'a link of every two sites with data: any host of one fetches from any of the other',
    fix: 'declare the links in the landscape, with their `bandwidth`',
  });
}

function isCeph(value: unknown): value is RookCeph {
  return value instanceof RookCeph;
}

function named(value: unknown): unknown {
  return isCeph(value) ? value.node.path : value;
}
