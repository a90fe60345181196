import { city, host, Landscape, link, masters, site, TripodError, voters } from 'tripod-iac';
import type { Loose } from '../support/objects';
import { small } from '../support/small';

describe('garbage', () => {
  const circle: Loose = {};
  circle.self = circle;
  /** What may be left out, be a name, or be a list of names: right in some places. */
  const plausible: readonly unknown[] = [undefined, null, 'text', [], ['text']];
  /** What is right nowhere. */
  const absurd: readonly unknown[] = [
    ...[0, -1, NaN, Infinity, 2n, true, '', Symbol('s'), () => 1, new Date(0)],
    ...[[null], [undefined], [7], [[]], {}, Object.create(null), circle, [circle]],
  ];
  const garbage = [...plausible, ...absurd];

  /** Every place in a declaration, down to single values. */
  function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    const plain =
      value !== null &&
      typeof value === 'object' &&
      [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value));
    return plain
      ? Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...places(inner, [...path, key])])
      : [];
  }

  function put(root: Loose, path: readonly string[], value: unknown): void {
    const at = path.slice(0, -1).reduce((inner, key) => inner[key], root);
    at[path.at(-1) ?? ''] = value;
  }

  /** Puts the value into every place in turn; returns the places where it was accepted. */
  function accepted(value: unknown): readonly string[] {
    const paths = places(small()).filter((path) => {
      const landscape = small();
      put(landscape, path, value);
      try {
        return Landscape.of(landscape);
      } catch (error) {
        if (error instanceof TripodError) return false;
        throw new Error(`${path.join('.')}: ${String(error)}`, { cause: error });
      }
    });
    return paths.map((path) => path.join('.'));
  }

  it.each(absurd.map((value) => [value]))('%p is refused in every place, never by a raw TypeError', (value) => {
    expect(accepted(value)).toEqual([]);
  });

  it.each(plausible.map((value) => [value]))('%p is refused in most places, never by a raw TypeError', (value) => {
    expect(
      accepted(value).filter((path) => /\.(subnet|role|roles|count|cpu|memory|rtt|pods|services)$/.test(path)),
    ).toEqual([]);
  });

  it.each(garbage.map((value) => [value]))('%p as the whole is refused', (value) => {
    expect(() => Landscape.of(value as never)).toThrow(TripodError);
  });

  it.each(garbage.filter((value) => value !== undefined).map((value) => [value]))(
    '%p as the props of a part',
    (props) => {
      const wrong = props as never;
      const sites = [
        site('a', wrong),
        site('b', {
          role: 'active',
          subnet: '10.0.0.0/24',
          hosts: [masters(1, wrong), voters(wrong), host('h', wrong)],
        }),
        site('c', {
          role: 'active',
          subnet: '10.0.1.0/24',
          hosts: [masters(1, { also: wrong }), host('i', { roles: wrong })],
        }),
      ];
      expect(() => Landscape.of({ cities: [city('c', sites)], links: [link('a', 'b', wrong)], clusters: [] })).toThrow(
        TripodError,
      );
    },
  );
});
