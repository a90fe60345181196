/**
 * The one way in which Kubernetes writes a quantity: `0.5` as `500m`, `1024Mi` as `1Gi`. Anything else is returned as
 * it is. Source: k8s.io/apimachinery pkg/api/resource/quantity.go, CanonicalizeBytes.
 */
export function canonicalQuantity(given: string | number): string | number {
  const match = /^([+-]?)(\d+\.?\d*|\.\d+)(m|k|[KMGTPE]i?)?$/.exec(String(given));
  if (!match) return given;
  const [, sign = '', digits = '', suffix = ''] = match;
  const binary = suffix.endsWith('i');
  const units = binary ? binaryUnits : decimalUnits;
  const [, factor] = units.find(([unit]) => unit === suffix) ?? ['', 1000n];
  const [whole = '', fraction = ''] = digits.split('.');
  // In thousandths, the smallest unit that is kept here.
  const scale = 10n ** BigInt(fraction.length);
  const thousandths = (BigInt(`${whole}${fraction}` || '0') * factor) / scale;
  if (thousandths === 0n) return '0';
  // A part of a byte is written in decimal units, whatever unit was given.
  const usable = binary && thousandths % 1000n !== 0n ? decimalUnits : units;
  const [unit, size] = usable.find(([, each]) => thousandths % each === 0n) ?? ['m', 1n];
  return `${sign === '-' ? '-' : ''}${thousandths / size}${unit}`;
}

/** Units from large to small, with their size in thousandths. */
const decimalUnits: [unit: string, size: bigint][] = [
  ...['E', 'P', 'T', 'G', 'M', 'k', ''].map((unit, index): [string, bigint] => [unit, 1000n ** BigInt(7 - index)]),
  ['m', 1n],
];
const binaryUnits: [unit: string, size: bigint][] = ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki', ''].map((unit, index) => [
  unit,
  1024n ** BigInt(6 - index) * 1000n,
]);
