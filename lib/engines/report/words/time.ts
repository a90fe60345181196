const UNITS = [
  { name: 'd', size: 86_400 },
  { name: 'h', size: 3600 },
  { name: 'min', size: 60 },
  { name: 's', size: 1 },
] as const;

/** No line ends between a number and its unit. */
export const GLUE = '\u00a0';

/** `5 min 40 s`: two units at most, tenths of a second below a minute; rounded up, since every time of the proof is a limit. */
export function time(milliseconds: number): string {
  if (milliseconds === 0) return `0${GLUE}s`;
  if (milliseconds < 1000) return `${round(milliseconds)}${GLUE}ms`;
  if (milliseconds <= 59_900) return `${Math.ceil(milliseconds / 100) / 10}${GLUE}s`;
  const seconds = Math.ceil(milliseconds / 1000);
  const first = UNITS.findIndex(({ size }) => seconds >= size);
  const [big, small] = [UNITS[first], UNITS[first + 1]];
  if (big === undefined || small === undefined) return `${seconds}${GLUE}s`;
  const rest = Math.ceil((seconds % big.size) / small.size);
  const carried = rest * small.size === big.size;
  const count = Math.floor(seconds / big.size) + (carried ? 1 : 0);
  return rest === 0 || carried ? `${count}${GLUE}${big.name}` : [count, big.name, rest, small.name].join(GLUE);
}

function round(value: number): number {
  return Math.ceil(value * 100) / 100;
}
