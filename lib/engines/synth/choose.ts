import { Environment, type Platform, Problems } from '../../core';

/** Who asked for which environments. */
export interface Wish {
  /** Where the names stand, as an error says it: `TRIPOD_ENVIRONMENT`. */
  readonly at: string;
  /** @default - all */
  readonly names?: readonly string[];
  /** Whether the documents of several would be mixed. @default false */
  readonly onlyOne?: boolean;
}

export function environmentsOf(platform: Platform): readonly Environment[] {
  return platform.node.findAll().filter((construct) => Environment.isEnvironment(construct));
}

/** The environments of a platform that somebody wants. @throws TripodError with every fault of the wish */
export function choose(platform: Platform, { at, names: wanted, onlyOne = false }: Wish): readonly Environment[] {
  const all = environmentsOf(platform);
  const problems = new Problems('synth');
  const names = all.map(({ name }) => name);
  problems.check(all.length > 0, {
    at: 'environments',
    got: 'none',
    want: 'at least one',
    fix: '`new Environment(platform, …)`',
  });
  problems.check(new Set(names).size === names.length, {
    at: 'environments',
    got: names.join(', '),
    want: 'a name of its own for every environment',
    fix: 'rename one of them: the name is its folder',
  });
  for (const name of wanted ?? []) {
    problems.check(names.includes(name), {
      at,
      got: name,
      want: `one of ${names.join(', ')}`,
      fix: 'correct the name, or leave it out for all',
    });
  }
  const chosen = all.filter(({ name }) => wanted === undefined || wanted.includes(name));
  problems.check(!onlyOne || chosen.length <= 1, {
    at: '--stdout',
    got: `${chosen.length} environments`,
    want: 'one: the cdk8s CLI would mix their documents',
    fix: `TRIPOD_ENVIRONMENT=${names[0]} cdk8s synth --stdout`,
  });
  problems.throwIfAny();
  return chosen;
}
