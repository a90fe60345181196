import { bytes, list, number } from '../../../lib/engines/report/words/quantity';
import { time } from '../../../lib/engines/report/words/time';
import { ranges } from '../../../lib/engines/report/failures/ranges';
import { DARK, LIGHT, PAIRS, type Palette } from '../../../lib/engines/report/style/palette';

describe('a time', () => {
  it.each([
    [0, '0 s'],
    [1.5, '1.5 ms'],
    [2450, '2.5 s'],
    [9999, '10 s'],
    [10_500, '10.5 s'],
    [59_001, '59.1 s'],
    [59_901, '1 min'],
    [340_000, '5 min 40 s'],
    [3_599_001, '1 h'],
    [3_541_000, '59 min 1 s'],
    [3_600_001, '1 h 1 min'],
    [86_400_000, '1 d'],
    [90_000_000, '1 d 1 h'],
  ])('of %d ms reads %s', (milliseconds, text) => expect(time(milliseconds).replaceAll('\u00a0', ' ')).toBe(text));

  it('is never shown shorter than it is', () => {
    const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };
    for (let value = 1; value < 4e8; value = Math.ceil(value * 1.0137)) {
      const words = time(value).split('\u00a0');
      const shown = words.reduce(
        (sum, word, at) => sum + (at % 2 === 0 ? Number(word) * (units[words[at + 1] ?? ''] ?? NaN) : 0),
        0,
      );
      expect([value, shown >= value]).toEqual([value, true]);
    }
  });
});

it.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1024, '1 KiB'],
  [3.5 * 2 ** 40, '3.5 TiB'],
])('%d bytes read %s', (value, text) => expect(bytes(value)).toBe(text));

it.each([
  [999, '999'],
  [1234567, '1,234,567'],
  [1234.56, '1,234.6'],
])('%d reads %s', (value, text) => expect(number(value)).toBe(text));

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j reads %s', (words, text) => expect(list(words)).toBe(text));

it.each([
  [[], ''],
  [[3], '3'],
  [[3, 1, 2, 2, 7], '1-3 7'],
])('%j is written %s', (numbers, text) => expect(ranges(numbers)).toBe(text));

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each<[string, Palette]>([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s theme', (_, palette) => {
  it.each(PAIRS)('shows %s on %s with a contrast of 4.5', (text, ground) =>
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5),
  );

  it.each(['ground', 'paper', 'sunk'] as const)('shows borders of controls on %s with a contrast of 3', (ground) =>
    expect(contrast(palette.edge, palette[ground])).toBeGreaterThanOrEqual(3),
  );
});
