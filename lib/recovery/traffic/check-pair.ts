import type { Duration } from 'cdk8s';
import type { Environment, Problems } from '../../core';
import type { DataHolder } from '../plan/holder';
import { within } from '../witness/within';
import { API, type Traffic } from './traffic';

export interface LedPair {
  /** Both sides. */
  readonly environments: readonly [Environment, Environment];
  /** What records may follow beside the API. */
  readonly holders: readonly DataHolder[];
  /** What the objective leaves for clients that still know the old addresses: its RTO without every other step. @default - nothing is promised */
  readonly leaves?: Duration;
}

/** Checks that the records lead to the sides of a pair, follow what it has, and are forgotten in time. */
export function checkTraffic(traffic: Traffic, pair: LedPair, problems: Problems): void {
  checkFailback(traffic, pair, problems);
  const { environments, holders, leaves } = pair;
  problems.check(leaves === undefined || traffic.ttl.toMilliseconds() <= leaves.toMilliseconds({ integral: false }), {
    at: 'traffic.ttl',
    got: `${traffic.ttl.toSeconds()} seconds`,
    want: `at most ${leaves?.toSeconds({ integral: false })} seconds: what the other steps leave of the objective`,
    fix: 'lower the TTL, or promise more time',
  });
  const names = environments.map(({ name }) => name);
  const followed = [API, ...holders.map(({ name }) => name)];
  for (const { name, follows, sides } of traffic.records) {
    const at = `traffic ${name}`;
    problems.check(followed.includes(follows), {
      at,
      got: `it follows ${follows}`,
      want: `one of ${[...new Set(followed)].join(', ')}`,
      fix: 'name what must be open before users are led there, or give it to the pair',
    });
    problems.check(
      Object.keys(sides).every((side) => names.includes(side)),
      {
        at,
        got: `sides ${Object.keys(sides).join(', ')}`,
        want: `sides ${names.join(', ')}`,
        fix: 'name them as the environments are called',
      },
    );
    environments.forEach((environment, index) =>
      checkAddresses(at, sides[environment.name] ?? [], environment, environments[1 - index]!, problems),
    );
  }
}

/** What copies itself between cities does it later, so that whoever comes back lacks something, or has something alone. */
function checkFailback({ failback }: Traffic, { holders }: LedPair, problems: Problems): void {
  const losing = holders.filter(({ rpo }) => rpo.toMilliseconds({ integral: false }) > 0);
  const loss = losing.map(({ name, rpo }) => `${name} may lose ${rpo.toHumanString()}`).join(', ');
  problems.check(failback === 'decided', {
    at: 'traffic.failback',
    got: `automatic, while ${loss === '' ? 'a city that was away is led to before anybody has looked at it' : loss}`,
    want: "'decided': by a plan that keeps what the old side has alone, and makes it a copy again",
    fix: 'leave it out; addresses of a site come and go by themselves all the same (SiteTraffic)',
  });
}

/** Addresses may be those of load balancers that the landscape does not know, but never the other side's. */
function checkAddresses(
  at: string,
  addresses: readonly string[],
  own: Environment,
  other: Environment,
  problems: Problems,
): void {
  const mine = new Set(own.sites.map(({ name }) => name));
  const theirs = other.sites.filter(({ name }) => !mine.has(name));
  for (const address of addresses) {
    const site = theirs.find(({ subnet }) => within(address, subnet));
    problems.check(site === undefined, {
      at,
      got: `${address} on the side of ${own.name}, which lies in ${site?.name} of ${other.name}`,
      want: `addresses of ${own.name}`,
      fix: 'exchange the sides, or correct the address',
    });
  }
}
