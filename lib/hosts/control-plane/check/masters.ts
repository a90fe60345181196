import type { Problems } from '../../../core';
import { MOST_MEMBERS } from '../../etcd/check';
import { Etcd } from '../../settings/etcd';
import { etcdTiming, LONGEST_ELECTION } from '../../etcd/timing';
import { mastersOf } from '../../settings/masters';
import type { Settings } from '../../settings/settings';
import { millisecondsOf } from './numbers';

/** Checks how many masters there are. Where etcd stands outside they do not vote, and may be even. */
export function checkMasters({ environment, masters, etcd }: Settings, problems: Problems): void {
  const spread = environment.sites.map((site) => `${mastersOf(site).length} in ${site.name}`).join(', ');
  const some = problems.check(masters.length > 0, {
    at: 'masters',
    got: 'no host with the role control-plane',
    want: 'at least one master',
    fix: 'add `masters(…)` to the hosts of a site',
  });
  if (Etcd.isExternal(etcd)) return;
  problems.check(!some || masters.length % 2 === 1, {
    at: 'masters',
    got: `${masters.length} (${spread})`,
    want: 'an odd number: an even one survives no more failures than one master less, and adds one that can fail',
    fix: 'add a master, in a third site where there are two, or take one away',
  });
  problems.check(masters.length <= MOST_MEMBERS, {
    at: 'masters',
    got: `${masters.length} (${spread})`,
    want: `at most ${MOST_MEMBERS}: every write waits for a majority of them`,
    fix: 'take some away; five survive any two failures',
  });
}

/** Checks that members of etcd are close enough to each other: for its times to be possible, and for writes to be quick. */
export function checkRoundTrips({ environment, masters, maxRoundTrip, etcd }: Settings, problems: Problems): void {
  if (Etcd.isExternal(etcd)) return;
  const given = millisecondsOf(maxRoundTrip) ?? 0;
  const limit = given > 0 ? given : undefined;
  const sites = [...new Set(masters.map((host) => host.site))];
  const pairs = sites.flatMap((a, index) => sites.slice(index + 1).map((b) => [a, b] as const));
  for (const [a, b] of pairs) {
    const rtt = environment.landscape.rtt(a, b)?.toMilliseconds({ integral: false }) ?? 0;
    const electable = problems.check(etcdTiming(rtt).election <= LONGEST_ELECTION, {
      at: 'masters',
      got: `${rtt} ms between ${a} and ${b}`,
      want: `at most ${LONGEST_ELECTION / 10} ms: etcd refuses an election time-out above ${LONGEST_ELECTION} ms`,
      fix: 'give each of the two a cluster of its own',
    });
    problems.check(!electable || limit === undefined || rtt <= limit, {
      at: 'masters',
      got: `${rtt} ms between ${a} and ${b}`,
      want: `at most ${limit} ms: stacked etcd spans a city, and every write waits for a round trip`,
      fix: 'give each city a cluster of its own and replicate between the two, or raise `maxRoundTrip` knowing that',
    });
  }
}
