import type { Properties, Tree } from '../../lib/values';
import { detailedDiff, type Change } from '../diff/detailed-diff';
import { forceNewFields, identity } from '../diff/force-new';
import { mergePatch } from '../diff/merge-patch';
import { normalize } from '../diff/normalize';
import { prune } from '../diff/prune';
import { withoutServerDropped } from '../diff/server-dropped';
import { isBuiltIn, isPatch, kindOf } from '../kind';
import { nameOf, namespaceOf, without, withValue } from '../object';
import type { Session } from '../session';
import { fromState, toObject } from '../state/checkpoint';

interface Difference {
  readonly changes: ReadonlyMap<string, Change>;
  readonly replaces: readonly string[];
  /** Set where the new object has the old one's name, so that both cannot stand side by side. */
  readonly deleteBeforeReplace: boolean;
}

/** Compares the inputs with what the state says of the live object. Source: provider/provider.go, Diff. */
export async function diff(
  session: Session,
  urn: string,
  state: Properties,
  given: Properties,
  ignored: readonly string[],
): Promise<Difference> {
  const { inputs, live } = fromState(state);
  const oldInputs = normalize(inputs);
  const newInputs = normalize(toObject(given));
  const place = await scope(session, newInputs);
  const before = withName(place(prune(live, oldInputs)), nameOf(newInputs) ? nameOf(live) : '');
  const next = isBuiltIn(kindOf(newInputs))
    ? withoutServerDropped(place(newInputs), place(oldInputs), live)
    : place(newInputs);

  const forceNew = isPatch(urn, newInputs) ? identity : forceNewFields(newInputs, session.options.mutable);
  const all = detailedDiff(mergePatch(before, next), { before, next }, forceNew);
  const changes = new Map([...all].filter(([path]) => !ignored.some((each) => contains(each, path))));
  const replaces = [...changes].filter(
    ([path, change]) => change.replaces || (path === 'metadata' && change.kind === 'DELETE'),
  );
  return {
    changes,
    replaces: replaces.map(([path]) => path),
    deleteBeforeReplace:
      replaces.length > 0 &&
      nameOf(next) !== '' &&
      nameOf(next) === nameOf(live) &&
      namespaceOf(next) === namespaceOf(live),
  };
}

/** Gives objects of the kind the namespace that a missing one stands for; takes it from those that have none. */
async function scope({ cluster }: Session, object: Tree): Promise<(object: Tree) => Tree> {
  // A kind that is not known yet is taken to be in a namespace.
  const namespaced = (await cluster?.find(kindOf(object)))?.namespaced ?? true;
  return (each) =>
    namespaced
      ? withValue(each, namespaceOf(each) || 'default', 'metadata', 'namespace')
      : without(each, 'metadata', 'namespace');
}

const withName = (object: Tree, name: string): Tree => (name ? withValue(object, name, 'metadata', 'name') : object);

/** Whether the ignored path is the changed one, or holds it. */
const contains = (ignored: string, path: string): boolean =>
  path === ignored || path.startsWith(`${ignored}.`) || path.startsWith(`${ignored}[`);
