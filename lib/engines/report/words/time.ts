import { time as plain } from '../../proof';

/** No line ends between a number and its unit. */
export const GLUE = '\u00a0';

/** `5 min 40 s`: as everywhere, but with hundredths of milliseconds, which round trips have. @param milliseconds, rounded up */
export function time(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 1000) return `${Math.ceil(milliseconds * 100) / 100}${GLUE}ms`;
  return plain(milliseconds / 1000).replaceAll(' ', GLUE);
}
