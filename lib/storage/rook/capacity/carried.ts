/**
 * The most that fits: every item is kept in `pieces` pieces of its size, no two in one domain, and each domain takes as many
 * as CRUSH gives it, which draws without replacement by size. So the smallest gets most beyond its share, and is full first.
 * With fewer domains than pieces, pieces are missing until one is back, and nothing moves.
 * @param room of each domain, which is as large as its disks; @param pieces at least one
 */
export function carried(room: readonly number[], pieces: number): number {
  if (room.length === 0) return 0;
  const smallest = Math.min(...room);
  if (pieces >= room.length) return smallest;
  // Nothing is left to chance.
  if (room.every((other) => other === smallest)) return (smallest * room.length) / pieces;
  return smallest / drawn(smallest, room, pieces);
}

/**
 * Share of the items of which a domain of that size holds a piece. Straw buckets draw as if every domain arrived after a time
 * that is exponential in its size, and the first `pieces` are taken (ceph src/crush/mapper.c@v20.2.0, bucket_straw2_choose):
 * a domain is drawn if fewer than that arrive before it, so the share is the integral of that over its time.
 */
function drawn(size: number, room: readonly number[], pieces: number): number {
  const others = room.filter((_, index) => index !== room.indexOf(size));
  return sum(NODES.map(({ at, weight }) => weight * fewerThan(pieces, others, -Math.log(1 - at) / size)));
}

/** Probability that fewer than `count` of the domains have arrived at a time. */
function fewerThan(count: number, sizes: readonly number[], time: number): number {
  const exactly = sizes.reduce<readonly number[]>(
    (before, size) => {
      const arrived = 1 - Math.exp(-size * time);
      return before.map((here, index) => here * (1 - arrived) + (before[index - 1] ?? 0) * arrived);
    },
    Array.from({ length: count }, (_, index) => (index === 0 ? 1 : 0)),
  );
  return sum(exactly);
}

/** Middles of so many equal parts of 0 to 1: the integrand is smooth, and a part in ten thousand is enough. */
const PARTS = 256;
const NODES = Array.from({ length: PARTS }, (_, index) => ({ at: (index + 0.5) / PARTS, weight: 1 / PARTS }));

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
