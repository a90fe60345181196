import type { Duration } from 'cdk8s';

/** A time as people say it: `45 s`, `12 min`, `2 h 30 min`. */
export function spoken(time: Duration): string {
  const seconds = time.toSeconds();
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = (count: number, unit: string) => (count === 0 ? '' : ` ${count} ${unit}`);
  if (minutes < 120) return `${minutes} min${rest(seconds % 60, 's')}`;
  return `${Math.floor(minutes / 60)} h${rest(minutes % 60, 'min')}`;
}
