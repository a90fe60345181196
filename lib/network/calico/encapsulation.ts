import type { Environment } from '../../core';
import type { Problems } from '../../errors';
import { type Encapsulation, ENCAPSULATIONS } from '../../kinds';
import { TUNNEL } from '../mtu';

/** Bytes around a packet by IP-in-IP (docs.tigera.io, "Configure MTU"). */
const IP_IN_IP = 20;

const OVERHEAD: ReadonlyMap<unknown, number> = new Map<Encapsulation, number>([
  ['VXLAN', TUNNEL],
  ['VXLANCrossSubnet', TUNNEL],
  ['IPIP', IP_IN_IP],
  ['IPIPCrossSubnet', IP_IN_IP],
  ['None', 0],
]);

/** Bytes that an encapsulation adds to a packet; those of the default where it is not known. */
export function overheadOf(encapsulation: unknown): number {
  return OVERHEAD.get(encapsulation) ?? TUNNEL;
}

/** What the firewalls between hosts must let through. Source: docs.tigera.io, "System requirements", network. */
export function openings(encapsulation: Encapsulation): string {
  const typha = 'TCP 5473 (Typha)';
  if (encapsulation.startsWith('VXLAN')) return `UDP 4789 (VXLAN) and ${typha}`;
  return encapsulation === 'None'
    ? `TCP 179 (BGP) and ${typha}`
    : `IP protocol 4 (IP-in-IP), TCP 179 (BGP) and ${typha}`;
}

/** Checks that it is one, and that pods of different sites reach each other by it: each site is a subnet. */
export function checkEncapsulation(
  encapsulation: unknown,
  environment: Environment | undefined,
  problems: Problems,
): void {
  problems.check(
    ENCAPSULATIONS.some((known) => known === encapsulation),
    {
      at: 'encapsulation',
      got: encapsulation,
      want: `one of ${ENCAPSULATIONS.join(', ')}`,
      fix: 'leave it out for VXLANCrossSubnet',
    },
  );
  const sites = environment?.cluster.sites ?? [];
  problems.check(encapsulation !== 'None' || sites.length < 2, {
    at: 'encapsulation',
    got: `None over the subnets of ${sites.join(', ')}`,
    want: 'packets wrapped between sites: the routers there do not know the addresses of pods, since only nodes peer',
    fix: 'leave it out for VXLANCrossSubnet, which wraps between subnets only',
  });
}
