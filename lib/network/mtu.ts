import { isWhole, type Problems } from '../errors';

/**
 * Bytes that a tunnel over IPv4 adds to a packet, by VXLAN (docs.tigera.io, "Configure MTU") or by Geneve
 * (antrea-io/antrea pkg/agent/config/node_config.go@v2.7.0).
 */
const OVERHEAD = 50;

/** Ethernet's 1500 less the tunnel. */
export const DEFAULT_MTU = 1500 - OVERHEAD;

/** From what IPv6 demands up to jumbo frames of 9000 less the tunnel. */
export function checkMtu(mtu: unknown, problems: Problems): void {
  problems.check(isWhole(mtu, 1280, 9000 - OVERHEAD), {
    at: 'mtu',
    got: mtu,
    want: `a whole number of bytes between 1280 and ${9000 - OVERHEAD}`,
    fix: `leave it out for ${DEFAULT_MTU}, or set what the underlay carries less ${OVERHEAD}`,
  });
}
