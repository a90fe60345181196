import { Address4 } from 'ip-address';

/** An IPv4 block, as the numbers that arithmetic needs. */
export interface Cidr {
  readonly text: string;
  readonly prefix: number;
  /** First and last address of the block, network and broadcast address included. */
  readonly first: number;
  readonly last: number;
}

/** Reads `10.0.0.0/16`; undefined for anything that is not an IPv4 block that starts at its own network address. */
export function parseCidr(text: unknown): Cidr | undefined {
  if (typeof text !== 'string' || !/^[\d.]+\/\d+$/.test(text) || !Address4.isValid(text)) return undefined;
  const block = new Address4(text);
  const first = Number(block.startAddress().bigInt());
  if (Number(block.bigInt()) !== first) return undefined;
  return { text, prefix: block.subnetMask, first, last: Number(block.endAddress().bigInt()) };
}

/** Reads `10.0.0.1` as a number; undefined for anything else. */
export function parseAddress(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[\d.]+$/.test(text) || !Address4.isValid(text)) return undefined;
  return Number(new Address4(text).bigInt());
}

/** The dotted form of an address. */
export function formatAddress(address: number): string {
  return Address4.fromBigInt(BigInt(address)).correctForm();
}

/** Whether two blocks share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether a host may carry `address` inside the block: neither the network nor the broadcast address. */
export function usable(block: Cidr, address: number): boolean {
  return address > block.first && address < block.last;
}

/** Addresses that hosts may carry. */
export function usableCount(block: Cidr): number {
  return Math.max(0, block.last - block.first - 1);
}

/**
 * The address at `offset` from the start of a block: `addressAt('10.96.0.0/16', 10)` is 10.96.0.10.
 * @throws RangeError outside of the block
 */
export function addressAt(block: string, offset: number): string {
  const cidr = parseCidr(block);
  if (cidr === undefined || !Number.isInteger(offset) || offset < 0 || cidr.first + offset > cidr.last) {
    throw new RangeError(`no address at offset ${offset} of ${block}`);
  }
  return formatAddress(cidr.first + offset);
}

/**
 * Cuts a block into `count` equal blocks, the smallest power of two that yields enough of them.
 * @throws RangeError when the parts would be longer than /28, or `count` is no whole number above 0
 */
export function split(block: string, count: number): readonly string[] {
  const cidr = parseCidr(block);
  const prefix = (cidr?.prefix ?? 32) + Math.ceil(Math.log2(count));
  if (cidr === undefined || !Number.isInteger(count) || count < 1 || prefix > 28)
    throw new RangeError(`${block} cannot be cut into ${count} blocks`);
  const size = 2 ** (32 - prefix);
  return Array.from({ length: count }, (_, index) => `${formatAddress(cidr.first + index * size)}/${prefix}`);
}
