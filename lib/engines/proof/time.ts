/** Units from the longest to the shortest, in seconds. */
const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** Seconds as a person says them, in at most two units: `250 ms`, `8.5 s`, `1 h 40 min`. Rounded up, since it is a bound. */
export function time(seconds: number): string {
  // A thousandth of a second has no exact form in seconds: what it adds is no millisecond.
  const millis = Math.ceil(seconds * 1000 - 1e-6);
  if (millis > 0 && millis < 1000) return `${millis} ms`;
  if (millis <= 59_900) return `${Math.ceil(millis / 100) / 10} s`;
  const finest = millis >= 86_400_000 ? 3_600 : millis >= 3_600_000 ? 60 : 1;
  let left = Math.ceil(millis / 1000 / finest) * finest;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}
