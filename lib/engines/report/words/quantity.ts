const STEPS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `1,234`, without the caller's locale: the page must be the same everywhere. */
export function number(value: number): string {
  const [whole = '0', part] = String(Math.round(value * 10) / 10).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** `3.5 TiB`. */
export function bytes(value: number): string {
  const step = STEPS.findLastIndex((_, index) => Math.abs(value) >= 1024 ** index);
  const index = Math.max(0, step);
  return `${number(value / 1024 ** index)} ${STEPS[index]}`;
}

/** `1 host`, `12 hosts`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `a, b and c`. */
export function list(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** First letter in upper case, for a text that begins a line. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
