import { isWhole, type Problems } from '../errors';

/**
 * Bytes that a tunnel over IPv4 adds to a packet, by VXLAN (docs.tigera.io, "Configure MTU") or by Geneve
 * (antrea-io/antrea pkg/agent/config/node_config.go@v2.7.0).
 */
export const TUNNEL = 50;

/** Ethernet's 1500 less what is wrapped around. */
export function defaultMtu(overhead: number): number {
  return 1500 - overhead;
}

/** From what IPv6 demands up to jumbo frames of 9000 less what is wrapped around. */
export function checkMtu(mtu: unknown, overhead: number, problems: Problems): void {
  problems.check(isWhole(mtu, 1280, 9000 - overhead), {
    at: 'mtu',
    got: mtu,
    want: `a whole number of bytes between 1280 and ${9000 - overhead}`,
    fix: `leave it out for ${defaultMtu(overhead)}, or set what the underlay carries${overhead === 0 ? '' : ` less ${overhead}`}`,
  });
}
