import fc from 'fast-check';
import { addressAt, split } from 'tripod-iac';
import {
  type Cidr,
  formatAddress,
  overlap,
  parseAddress,
  parseCidr,
  usable,
  usableCount,
} from '../../lib/landscape/cidr';

/** Blocks that start at their own network address. */
const block = (min = 0, max = 32) =>
  fc.tuple(fc.nat(2 ** 32 - 1), fc.integer({ min, max })).map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    return `${formatAddress(Math.floor(address / size) * size)}/${prefix}`;
  });

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(text);
  return cidr;
}

const size = ({ first, last }: Cidr) => last - first + 1;

describe('addresses', () => {
  it('read what they wrote', () => {
    fc.assert(fc.property(fc.nat(2 ** 32 - 1), (address) => parseAddress(formatAddress(address)) === address));
  });

  it.each(['', '10', '10.0.0', '10.0.0.256', '10.0.0.1/24', '::1', '10.0.0.1 ', 7, null, undefined, ['10.0.0.1']])(
    '%p is none',
    (text) => expect(parseAddress(text)).toBeUndefined(),
  );
});

describe('blocks', () => {
  it('hold as many addresses as their prefix says', () => {
    fc.assert(fc.property(block(), (text) => size(read(text)) === 2 ** (32 - read(text).prefix)));
  });

  it.each(['10.0.0.1/24', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/-1', 'fd00::/8', '/24', 24, null, undefined])(
    '%p is none',
    (text) => expect(parseCidr(text)).toBeUndefined(),
  );

  it('keep network and broadcast address from hosts', () => {
    fc.assert(
      fc.property(block(24, 32), (text) => {
        const cidr = read(text);
        const all = Array.from({ length: size(cidr) }, (_, offset) => cidr.first + offset);
        expect(all.filter((address) => usable(cidr, address))).toHaveLength(usableCount(cidr));
        expect([usable(cidr, cidr.first), usable(cidr, cidr.last)]).toEqual([false, false]);
      }),
    );
  });
});

describe('overlap', () => {
  it('is symmetric, and a block overlaps itself', () => {
    fc.assert(
      fc.property(block(), block(), (a, b) => {
        expect(overlap(read(a), read(b))).toBe(overlap(read(b), read(a)));
        expect(overlap(read(a), read(a))).toBe(true);
      }),
    );
  });

  it('means that one holds the other: blocks never overlap in part', () => {
    fc.assert(
      fc.property(block(0, 8), block(0, 8), (a, b) => {
        const [outer, inner] = [read(a), read(b)].sort((x, y) => x.prefix - y.prefix) as [Cidr, Cidr];
        const within = inner.first >= outer.first && inner.last <= outer.last;
        expect(overlap(outer, inner)).toBe(within);
      }),
    );
  });
});

describe('addressAt', () => {
  it('stays within the block', () => {
    fc.assert(
      fc.property(block(8), fc.nat(), (text, number) => {
        const cidr = read(text);
        const offset = number % size(cidr);
        expect(parseAddress(addressAt(text, offset))).toBe(cidr.first + offset);
      }),
    );
  });

  it('refuses what lies outside', () => {
    fc.assert(
      fc.property(block(), fc.nat(1000), (text, more) => {
        expect(() => addressAt(text, size(read(text)) + more)).toThrow(RangeError);
        expect(() => addressAt(text, -1 - more)).toThrow(RangeError);
      }),
    );
  });

  it.each([
    ['10.0.0.1/24', 1],
    ['nonsense', 0],
    ['10.0.0.0/24', NaN],
    ['10.0.0.0/24', 1.5],
  ])('refuses %s at %p', (text, offset) => {
    expect(() => addressAt(text, offset)).toThrow(RangeError);
  });
});

describe('split', () => {
  const cut = fc.tuple(block(0, 20), fc.integer({ min: 1, max: 200 }));

  it('gives as many equal parts as asked for, which do not overlap', () => {
    fc.assert(
      fc.property(cut, ([text, count]) => {
        const parts = split(text, count).map(read);
        expect(parts).toHaveLength(count);
        expect(new Set(parts.map(({ prefix }) => prefix)).size).toBe(1);
        parts.slice(1).forEach((part, index) => expect(part.first).toBe((parts[index]?.last ?? 0) + 1));
      }),
    );
  });

  it('covers the block from its start, and wholly where the number is a power of two', () => {
    fc.assert(
      fc.property(block(0, 20), fc.integer({ min: 0, max: 8 }), (text, power) => {
        const whole = read(text);
        const parts = split(text, 2 ** power).map(read);
        expect(parts.at(0)?.first).toBe(whole.first);
        expect(parts.at(-1)?.last).toBe(whole.last);
      }),
    );
  });

  it('wastes less than half', () => {
    fc.assert(
      fc.property(cut, ([text, count]) => {
        const used = split(text, count).reduce((sum, part) => sum + size(read(part)), 0);
        expect(used * 2).toBeGreaterThan(size(read(text)));
      }),
    );
  });

  it.each([
    ['10.0.0.0/24', 17],
    ['10.0.0.0/28', 2],
    ['nonsense', 2],
    ['10.0.0.0/16', 0],
    ['10.0.0.0/16', -4],
    ['10.0.0.0/16', 2.5],
    ['10.0.0.0/16', NaN],
    ['10.0.0.0/16', Infinity],
  ])('refuses %s into %p', (text, count) => {
    expect(() => split(text, count)).toThrow(RangeError);
  });
});
