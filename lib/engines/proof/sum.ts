import type { TimerInFile, VerdictInFile } from './file';

/**
 * What a time is the sum of: `8 s = load balancer checks 6 s + client time-out 2 s`; undefined where nothing runs. A time
 * of one part is named after it.
 * @param say how seconds read
 */
export function sumText(
  { withinSeconds, timers = [] }: Pick<VerdictInFile, 'withinSeconds' | 'timers'>,
  say: (seconds: number) => string,
): string | undefined {
  const running = timers.filter(({ seconds }) => seconds > 0);
  if (withinSeconds === undefined || running.length === 0) return undefined;
  return `${say(withinSeconds)} = ${running.length === 1 ? running.map(({ name }) => name).join('') : parts(running, say)}`;
}

function parts(timers: readonly TimerInFile[], say: (seconds: number) => string): string {
  return timers.map(({ name, seconds }) => `${name} ${say(seconds)}`).join(' + ');
}
