import { rackLabel } from '../../../core';
import type { Problems } from '../../../errors';
import type { Host, Site } from '../../../landscape';

/** Longest value of a label (RFC 1123). */
const MAX_LENGTH = 63;

/** What names a host's place in the CRUSH map, from the top. */
const LEVELS: Readonly<Record<string, (host: Host) => string>> = {
  city: ({ city }) => city,
  site: ({ site }) => site,
  rack: rackLabel,
  host: ({ name }) => name,
};

/**
 * CRUSH has one name space for all levels: a city may not be called like a site. Rook refuses a cluster whose node labels
 * clash, also on nodes without storage (pkg/operator/ceph/cluster/osd/topology/topology.go@v1.20.6, CheckTopologyConflicts).
 */
export function checkNames(sites: readonly Site[], problems: Problems): void {
  const hosts = sites.flatMap((site) => site.hosts);
  const levels = new Map<string, Set<string>>();
  const racks = new Map<string, Set<string>>();
  for (const host of hosts) {
    for (const [level, nameOf] of Object.entries(LEVELS)) add(levels, nameOf(host), level);
    add(racks, rackLabel(host), host.rack);
  }
  for (const [name, found] of levels) {
    problems.check(found.size === 1, {
      at: 'names',
      got: `${name} for a ${[...found].join(' and a ')}`,
      want: 'names that differ over cities, sites, racks and hosts: they become buckets of one CRUSH map',
      fix: 'rename one of them in the landscape',
    });
    problems.check(name.length <= MAX_LENGTH, {
      at: 'names',
      got: name,
      want: `at most ${MAX_LENGTH} characters: it becomes the label of a node`,
      fix: 'shorten the name of the site, the rack or the host',
    });
  }
  for (const [label, found] of racks) {
    problems.check(found.size === 1, {
      at: 'names',
      got: `the racks ${[...found].join(' and ')}, both ${label} in the cluster`,
      want: 'racks that differ by more than the name of their site',
      fix: 'rename one of them in the landscape',
    });
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
