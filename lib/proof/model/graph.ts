import { factsOf, type Model, type Thing } from './model';

/** Things of the model that a thing needs by itself. */
export function needsOf(model: Model, thing: Thing): readonly Thing[] {
  const names = [
    ...factsOf(thing, 'dependency').map(({ on }) => on),
    ...factsOf(thing, 'alternatives').flatMap(({ among }) => among),
  ];
  return names.flatMap((name) => model.thing.get(name) ?? []);
}

/** The thing and everything that it needs, directly or not. */
export function closureOf(model: Model, thing: Thing): readonly Thing[] {
  const found = new Set<Thing>([thing]);
  for (const each of found) needsOf(model, each).forEach((need) => found.add(need));
  return [...found];
}

/** A circle of things that need each other: `a`, `b`, `a`; undefined if there is none. */
export function circleIn(model: Model): readonly string[] | undefined {
  const done = new Set<Thing>();
  const visit = (thing: Thing, path: readonly Thing[]): readonly string[] | undefined => {
    if (path.includes(thing)) return [...path.slice(path.indexOf(thing)), thing].map(({ name }) => name);
    if (done.has(thing)) return undefined;
    done.add(thing);
    for (const need of needsOf(model, thing)) {
      const circle = visit(need, [...path, thing]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  for (const thing of model.things) {
    const circle = visit(thing, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
