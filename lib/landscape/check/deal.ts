import { type Cidr, formatAddress, parseAddress } from '../cidr';
import type { HostGroup } from '../declare';
import { label } from './shape';

/** The highest IPv4 address: what is counted up beyond it is no address. */
const LAST_ADDRESS = 2 ** 32 - 1;

/** Deals the addresses of a subnet: groups with `from` first get what they asked for, the others fill the gaps. */
export class Addresses {
  /** Hosts for which no address was left. */
  missing = 0;
  private readonly taken: Set<number>;
  private next: number;

  constructor(
    private readonly subnet: Cidr | undefined,
    reserved: readonly number[],
    groups: readonly HostGroup[],
  ) {
    this.next = (subnet?.first ?? 0) + 1;
    this.taken = new Set([...reserved, ...groups.flatMap((group) => this.asked(group))]);
  }

  /** The address of a group's host; empty where none is left, and whatever was given where it is no address. */
  take(group: HostGroup, index: number): string {
    if (group.from !== undefined) {
      const from = parseAddress(group.from);
      return from === undefined || from + index > LAST_ADDRESS
        ? `${label(group.from)}${index === 0 ? '' : ` + ${index}`}`
        : formatAddress(from + index);
    }
    if (this.subnet === undefined) return '';
    while (this.taken.has(this.next)) this.next += 1;
    if (this.next >= this.subnet.last) {
      this.missing += 1;
      return '';
    }
    this.taken.add(this.next);
    return formatAddress(this.next);
  }

  /** Addresses that the group asked for, as far as they can be in the subnet at all. */
  private asked({ from, count }: HostGroup): readonly number[] {
    const first = parseAddress(from);
    if (first === undefined || this.subnet === undefined || !Number.isInteger(count)) return [];
    const length = Math.max(0, Math.min(count, this.subnet.last - first));
    return Array.from({ length }, (_, index) => first + index);
  }
}
