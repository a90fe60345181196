import type { Problems } from '../../errors';
import type { Cluster, Link, Site } from '../model';
import { label } from './shape';

/** Checks that there is a link for each two sites of a cluster, and between its sites and those of its peers. */
export function checkReach(
  cluster: Cluster,
  peers: readonly Cluster[],
  sites: readonly Site[],
  links: readonly Link[],
  problems: Problems,
): void {
  const known = (names: readonly string[]) => sites.filter((site) => names.includes(site.name));
  const linked = new Set(links.flatMap(({ between: [a, b] }) => [`${a} ${b}`, `${b} ${a}`]));
  const own = known(cluster.sites);
  const inside = own.flatMap((a, index) => own.slice(index + 1).map((b) => [a, b] as const));
  // A witness arbitrates inside its own cluster only.
  const loaded = (list: readonly Site[]) => list.filter((site) => site.role !== 'witness');
  const across = peers.flatMap((peer) =>
    loaded(own).flatMap((a) => loaded(known(peer.sites)).map((b) => [a, b] as const)),
  );
  for (const [a, b] of [...inside, ...across]) {
    problems.check(linked.has(`${label(a.name)} ${label(b.name)}`), {
      at: 'links',
      got: `no round trip time between ${label(a.name)} and ${label(b.name)}`,
      want: 'a link for each two sites that must reach each other',
      fix: `link('${label(a.name)}', '${label(b.name)}', { rtt: Duration.millis(…) })`,
    });
  }
}
