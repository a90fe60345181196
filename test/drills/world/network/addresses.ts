/** Bits of a block that are its network: 24 of `10.0.0.0/24`. */
export function prefixOf(block: string): number {
  return Number(block.split('/')[1]);
}

/** Addresses of a block. */
export function sizeOf(block: string): number {
  return 2 ** (32 - prefixOf(block));
}

/** The address at a place of a block, from 0. */
export function addressAt(block: string, offset: number): string {
  const [network = ''] = block.split('/');
  const bytes = network.split('.').map(Number);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0) + offset;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
