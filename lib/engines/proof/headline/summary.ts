import { type ClassCost, classCosts, type FailureClass, type Headlined, type Fared } from './cost';
import { dataPhrases, listed, servicePhrases } from './text';

/** Classes that cost the same. */
export interface Headline {
  readonly classes: readonly FailureClass[];
  /** Whether an objective speaks of them. */
  readonly promised: boolean;
  readonly cost: ClassCost;
}

/**
 * What the loss of any one host, rack, site or city costs at worst, in one sentence without its full stop. It begins with
 * `proved` where objectives are kept, and with `found` where none are set or one is broken. What is lost is told also where it is accepted.
 */
export function summary(proof: Headlined): string {
  if (proof.things.length === 0) return 'found: no component says what it is made of';
  const isAny = Object.keys(proof.objectives).length > 0;
  const parts = headlines(proof).map(({ classes, promised, cost }) => {
    const of = `any ${listed(classes, 'or')}${isAny && !promised ? ' (nothing promised)' : ''}`;
    return `${of}: ${[...dataPhrases(cost), ...servicePhrases(cost)].join(', ')}`;
  });
  const keeps = isAny && proof.breaches.length === 0;
  return `${keeps ? 'proved' : 'found'}: ${parts.join('; ')}`;
}

/** The costs of all classes; neighbours of which the same is to be said stand together, with the longer times. */
export function headlines(proof: Headlined): readonly Headline[] {
  const found: Headline[] = [];
  for (const { of, cost } of classCosts(proof)) {
    const last = found.at(-1);
    const promised = proof.objectives[of] !== undefined;
    if (last?.promised !== promised || shape(last.cost) !== shape(cost)) found.push({ classes: [of], promised, cost });
    else found[found.length - 1] = { ...last, classes: [...last.classes, of], cost: slower(last.cost, cost) };
  }
  return found;
}

/** Everything but the times. Of what returns as it should, names are not told. */
function shape({ data, service }: ClassCost): string {
  return JSON.stringify(
    [...data, ...service].map(({ fate, things, accepted }) => [
      fate,
      accepted,
      isNamed({ fate, accepted }) ? [...things].sort() : [],
    ]),
  );
}

function isNamed({ fate, accepted }: Pick<Fared, 'fate' | 'accepted'>): boolean {
  return accepted || (fate !== 'back' && fate !== 'by-plan');
}

function slower(a: ClassCost, b: ClassCost): ClassCost {
  const longest = (mine: readonly Fared[], theirs: readonly Fared[]) =>
    mine.map((share, index) => ({ ...share, seconds: Math.max(share.seconds, theirs[index]?.seconds ?? 0) }));
  return { data: longest(a.data, b.data), service: longest(a.service, b.service) };
}
