import { groupBy } from '../../../core/order/group';
import { type Component, Operator, type Rendering } from '../../../core';
import type { Aspect } from './aspects';

const NONE = '–';

/** Things that environments have by name: an aspect for each name that any of them has. */
export function namedAspects(renderings: readonly Rendering[]): readonly Aspect[] {
  return [
    ...aspectsOf('Components', renderings, componentsOf),
    ...aspectsOf('Versions', renderings, releasesOf),
    ...aspectsOf('Images', renderings, imagesOf),
  ];
}

type Named = ReadonlyMap<string, string>;

function aspectsOf(
  group: string,
  renderings: readonly Rendering[],
  of: (rendering: Rendering) => Named,
): readonly Aspect[] {
  const named = new Map(renderings.map((rendering) => [rendering, of(rendering)]));
  const names = new Set([...named.values()].flatMap((each) => [...each.keys()]));
  return [...names].map((name) => ({
    group,
    name,
    of: ({ rendering }) => (named.get(rendering) ?? of(rendering)).get(name) ?? NONE,
  }));
}

function componentsOf({ components }: Rendering): Named {
  const own = components.map(({ component }) => component).filter((component) => !Operator.isOperator(component));
  return new Map(own.map((component) => [component.node.id, className(component)]));
}

function className(component: Component): string {
  return component.constructor.name;
}

function releasesOf({ environment, components }: Rendering): Named {
  const operators = components.map(({ component }) => component).filter((component) => Operator.isOperator(component));
  return new Map([
    ['Kubernetes', environment.distribution.kubernetes],
    ...operators.map(
      ({ release, vendored }) =>
        [release.name, `${release.version}${vendored ? '' : ', fetched by the plan'}`] as const,
    ),
  ]);
}

function imagesOf({ images }: Rendering): Named {
  const byName = groupBy(images, ({ repository }) => repository);
  return new Map(
    [...byName].map(([repository, entries]) => [
      repository,
      entries.map(({ tag, digest }) => (digest === undefined ? tag : `${tag}, by digest`)).join('; '),
    ]),
  );
}
