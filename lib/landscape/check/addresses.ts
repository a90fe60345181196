import type { Problems } from '../../errors';
import { overlap, parseAddress, parseCidr, usable, type Cidr } from '../cidr';
import type { Site } from '../model';
import { label } from './shape';

/** Checks the subnets of the sites, and that gateway, VIP and hosts lie in them, each on an address of its own. */
export function checkAddresses(sites: readonly Site[], problems: Problems): void {
  const blocks = sites.flatMap((site) => {
    const below = problems.below(`sites/${label(site.name)}`);
    const subnet = checkBlock(site.subnet, 'subnet', below);
    if (subnet === undefined) return [];
    checkMembers(site, subnet, below);
    return [{ name: label(site.name), subnet }];
  });
  blocks.forEach((a, index) =>
    blocks.slice(index + 1).forEach((b) =>
      problems.check(!overlap(a.subnet, b.subnet), {
        path: `sites/${b.name}`,
        at: 'subnet',
        got: `${b.subnet.text}, which overlaps ${a.subnet.text} of ${a.name}`,
        want: 'a block of its own for every site',
        fix: 'renumber one of the two sites',
      }),
    ),
  );
}

/** Reads a block; reports anything else. */
export function checkBlock(text: unknown, at: string, problems: Problems): Cidr | undefined {
  const block = parseCidr(text);
  problems.check(block !== undefined, {
    at,
    got: text,
    want: 'an IPv4 block that starts at its network address, such as 10.10.0.0/22',
    fix: `correct \`${at}\``,
  });
  return block;
}

function checkMembers(site: Site, subnet: Cidr, problems: Problems): void {
  const owners = new Map<number, string>();
  const place = (text: string, owner: string, at: string, below: Problems) => {
    const address = parseAddress(text);
    const inside = below.check(address !== undefined && usable(subnet, address), {
      at,
      got: text,
      want: `an address for hosts inside ${subnet.text}`,
      fix: `choose an address of the subnet for the ${at}, or correct the subnet`,
    });
    if (!inside || address === undefined) return;
    const other = owners.get(address);
    below.check(other === undefined, {
      at,
      got: `${label(text)}, which is also the address of ${other}`,
      want: 'an address of its own',
      fix: `give ${owner} or ${other} another address`,
    });
    owners.set(address, other ?? owner);
  };
  place(site.gateway, 'the gateway', 'gateway', problems);
  if (site.vip !== undefined) place(site.vip, 'the VIP', 'vip', problems);
  // Hosts without an address were counted already, as a subnet that is too small.
  site.hosts
    .filter((host) => host.address !== '')
    .forEach((host) => place(host.address, label(host.name), 'address', problems.below(label(host.name))));
}
