/**
 * The most that fits: every item is kept in `pieces` pieces of its size, no two in one domain. A domain holds one piece of
 * an item, or none, so Σ min(stored, room) ≥ pieces × stored must hold; that is the least of what is left to the smaller
 * domains when the largest are full of pieces. With fewer domains than pieces, pieces are missing until one is back, and
 * nothing moves.
 * @param room of each domain; @param pieces at least one
 */
export function carried(room: readonly number[], pieces: number): number {
  const sorted = [...room].sort((a, b) => b - a);
  const kept = Math.min(pieces, sorted.length);
  const rests = Array.from({ length: kept }, (_, full) => sum(sorted.slice(full)) / (kept - full));
  return rests.length === 0 ? 0 : Math.min(...rests);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
