/** `0-3 7`: numbers as ranges, short where neighbours come together. */
export function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const starts = sorted.filter((value, index) => sorted[index - 1] !== value - 1);
  const ends = sorted.filter((value, index) => sorted[index + 1] !== value + 1);
  return starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}-${ends[index]}`)).join(' ');
}
