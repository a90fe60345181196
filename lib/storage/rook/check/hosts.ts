import { mebibytesOf } from '../../../core/check/props';
import type { Problems } from '../../../errors';
import type { Site } from '../../../landscape';
import { type Layout, storageHosts } from '../cluster/layout';
import { needOf, needOfOthers, NEEDS } from '../cluster/resources';

/**
 * Every storage host has disks and room for the daemons; no storage stands where nothing would use it.
 * @param realm whether buckets are shared with other cities
 */
export function checkHosts(layout: Layout, all: readonly Site[], realm: boolean, problems: Problems): void {
  const { mode, hosts, sites } = layout;
  problems.check(hosts.length > 0, {
    at: 'hosts',
    got: 'no host with the role storage',
    want: 'hosts that give their disks',
    fix: 'add `storage(3)` to a site of the cluster that is no witness',
  });
  const others = needOfOthers(realm);
  for (const host of hosts) {
    const need = needOf(host, realm);
    problems.check(host.disks.length > 0, {
      path: host.name,
      at: 'disks',
      got: host.disks,
      want: 'a raw disk at least, since the host has the role storage',
      fix: 'add `disks: [nvme(…)]`, or take the role away',
    });
    const mebibytes = mebibytesOf(host.memory) ?? 0;
    problems.check(mebibytes >= need.memory * 1024, {
      path: host.name,
      at: 'memory',
      got: `${mebibytes / 1024} GiB for ${host.disks.length} disks`,
      want: `${need.memory} GiB: ${NEEDS.osd.memory} for each disk, ${others.memory} for the other daemons`,
      fix: 'add memory, or spread the disks over more hosts',
    });
    problems.check(host.cpu >= need.cpu, {
      path: host.name,
      at: 'cpu',
      got: `${host.cpu} threads for ${host.disks.length} disks`,
      want: `${need.cpu}: one for each disk, ${others.cpu} for the other daemons`,
      fix: 'add CPUs, or spread the disks over more hosts',
    });
  }
  for (const site of mode === 'spread' && hosts.length > 0 ? sites : []) {
    problems.check(storageHosts(site).length > 0, {
      path: site.name,
      at: 'hosts',
      got: 'no host with the role storage',
      want: 'storage in every site that is no witness',
      fix: `add \`storage(1)\` to the site, or ${withoutIt(sites, all)}`,
    });
  }
  for (const site of all.filter(({ role }) => role === 'witness')) {
    problems.check(storageHosts(site).length === 0, {
      path: site.name,
      at: 'hosts',
      got: storageHosts(site).map(({ name }) => name),
      want: 'no storage in a witness: it only votes',
      fix: 'move the hosts to a site with data, or give the site another role',
    });
  }
}

/** How to do without a site that has no storage. Two sites with data need a witness; one, and three or more, need none. */
function withoutIt(sites: readonly Site[], all: readonly Site[]): string {
  const data = sites.filter((site) => storageHosts(site).length > 0);
  const witnesses = all.filter(({ role }) => role === 'witness');
  if (data.length === 2 && witnesses.length === 0) return 'give it the role witness, with `voters(1)`';
  const named = data.length === 2 ? [...data, ...witnesses] : data;
  return `leave it out: \`sites\` of ${named.map(({ name }) => name).join(', ')}`;
}
