import type { ThingVerdict } from '../proof';

/** `3 h 20 min`, `1 min 40 s`, `8 s`, `600 ms`: milliseconds as people say them, never less than they are. */
export function sayTime(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.ceil(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Math.ceil(milliseconds / 100) / 10} s`;
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([number, unit]) => (number > 0 ? [`${number} ${unit}`] : [])).join(' ');
}

/** `nothing is lost`, `at risk`, `up to 45 min are lost`, `everything is lost`. */
export function sayData({ data, loss }: Pick<ThingVerdict, 'data' | 'loss'>): string {
  if (data === 'safe') return 'nothing is lost';
  if (data === 'at risk') return 'at risk';
  return loss === undefined ? 'everything is lost' : `up to ${sayTime(loss)} are lost`;
}

/** `degraded, back by itself within 8 s`, `down, and nobody brings it back`. */
export function sayService({ availability, recovery, within }: Omit<ThingVerdict, 'thing' | 'because'>): string {
  if (recovery === 'auto')
    return `${availability}, ${within === 0 ? 'without a pause' : `back by itself within ${sayTime(within ?? 0)}`}`;
  return within === undefined
    ? `${availability}, and nothing brings it back`
    : `${availability}, back by the plan within ${sayTime(within)}`;
}
