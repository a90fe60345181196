/** The word that takes the fewest changes of a letter to become another; undefined where there is none. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const far = words.map((other) => ({ other, changes: distance(word, other) }));
  return far.sort((a, b) => a.changes - b.changes)[0]?.other;
}

/** Letters to add, to remove or to exchange (Levenshtein, 1965). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[b.length]!;
}
