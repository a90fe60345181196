import { unknownTo } from './pod';

/** Factors of the suffixes (kubernetes staging/src/k8s.io/apimachinery/pkg/api/resource/suffix.go@v1.34.4). */
const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a quantity says: `500m` is 0.5, `1Gi` 1073741824, `1e3` 1000. Takes cdk8s' quantities, too. */
export function amountOf(quantity: unknown): number {
  const plain = typeof quantity === 'object' && quantity !== null && 'value' in quantity ? quantity.value : quantity;
  if (typeof plain === 'number') return plain;
  const [, digits, exponent = '', suffix = ''] =
    /^([-+]?(?:\d+\.?\d*|\.\d+))(?:([eE][-+]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(String(plain)) ?? [];
  const factor = FACTORS[suffix];
  if (digits === undefined || factor === undefined) {
    throw unknownTo('resources', plain, 'a quantity such as 500m or 2Gi', 'correct the amount');
  }
  return Number(`${digits}${exponent}`) * factor;
}
