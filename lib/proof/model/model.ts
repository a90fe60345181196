import type { Fact } from '../../core';
import type { Host, Landscape } from '../../landscape';

/** Facts of one name, as one thing that can fail. */
export interface Thing {
  readonly name: string;
  /** Component that declared what it is made of: `control-plane`. */
  readonly component: string;
  readonly facts: readonly Fact[];
}

/** What is judged: hosts and links of a landscape, and the things that stand on them. Made by `modelOf`. */
export interface Model {
  readonly landscape: Landscape;
  /** In the order of their first fact. */
  readonly things: readonly Thing[];
  readonly thing: ReadonlyMap<string, Thing>;
  readonly host: ReadonlyMap<string, Host>;
}

const BY_TYPE = new WeakMap<Thing, ReadonlyMap<Fact['type'], readonly Fact[]>>();

/** The facts of a thing that are of one type. Asked for a million times: sorted once. */
export function factsOf<T extends Fact['type']>(thing: Thing, type: T): readonly Extract<Fact, { type: T }>[] {
  const known = BY_TYPE.get(thing) ?? byType(thing);
  BY_TYPE.set(thing, known);
  return (known.get(type) ?? NONE) as readonly Extract<Fact, { type: T }>[];
}

const NONE: readonly Fact[] = [];

function byType({ facts }: Thing): ReadonlyMap<Fact['type'], readonly Fact[]> {
  const found = new Map<Fact['type'], Fact[]>();
  for (const fact of facts) found.set(fact.type, [...(found.get(fact.type) ?? []), fact]);
  return found;
}

/** Facts that say what a thing is made of; a thing has one at most. */
const BODIES = ['voters', 'copies', 'replicas', 'active-passive', 'alternatives'] as const;
export type Body = Extract<Fact, { type: (typeof BODIES)[number] }>;

export function isBody(fact: Fact): fact is Body {
  return (BODIES as readonly string[]).includes(fact.type);
}

/** What it is made of; undefined for a thing that only depends on others, or lies outside. */
export function bodyOf(thing: Thing): Body | undefined {
  return thing.facts.find(isBody);
}
