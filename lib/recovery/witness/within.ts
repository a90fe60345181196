import { overlap, parseCidr } from '../../landscape';

/** Whether an address lies in a block. */
export function within(address: string, block: string): boolean {
  const [one, all] = [parseCidr(`${address}/32`), parseCidr(block)];
  return one !== undefined && all !== undefined && overlap(one, all);
}
