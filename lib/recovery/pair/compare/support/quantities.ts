/** What a suffix of a quantity multiplies by (kubernetes apimachinery pkg/api/resource/suffix.go). */
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** CPU threads of a quantity: `500m` is half of one. What is no quantity is none. */
export function cpuOf(quantity: string | number): number {
  const [, number = '0', suffix = ''] = /^([\d.]+(?:e\d+)?)(\w*)$/.exec(String(quantity)) ?? [];
  return Number(number) * (SUFFIXES[suffix] ?? 0);
}

/** MiB of a quantity of bytes: `4Gi` is 4096. */
export function mebibytesOf(quantity: string | number): number {
  return cpuOf(quantity) / 2 ** 20;
}
