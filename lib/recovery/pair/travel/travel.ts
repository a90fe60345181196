import type { AsyncCopy, Component } from '../../../core';
import type { Problems } from '../../../errors';
import { mirrorOf } from '../../failover/mirror-of';
import { shownTime } from '../../../core/workload/interval';
import { othersOf, type Pair } from '../pair';
import { isMariaDb } from '../parts';
import { backedUp } from './backed-up';
import { type Kept, keptIn } from './things';

/** How something reaches the other city. */
export interface Way {
  /** Id of the component that keeps it. */
  readonly of: string;
  readonly keeps: string;
  /** What carries it, or why nothing does. */
  readonly way: string;
  readonly travels: boolean;
}

/** A copy at a distance, and the component that makes it. */
interface Copy {
  readonly fact: AsyncCopy;
  readonly by: string;
}

/** Everything that is kept on this side, each with what carries it to the other city. */
export function ways(pair: Pair): readonly Way[] {
  const others = othersOf(pair);
  const copies = copiesIn(others);
  const all = keptIn(others).map((kept) => {
    const way = wayOf(kept, copies, pair);
    return { of: kept.component.node.id, keeps: kept.what, way: way ?? 'none', travels: way !== undefined };
  });
  // An operator's object may name the same template for each of its sets.
  return [...new Map(all.map((each) => [`${each.of} ${each.keeps}`, each])).values()];
}

/** Reports what travels by no way, and exceptions for what is not there. */
export function checkTravel(pair: Pair, problems: Problems): void {
  for (const { of, keeps } of ways(pair).filter(({ travels }) => !travels))
    problems.add({
      at: `travel/${of}`,
      got: `${keeps}, which reaches ${pair.to.name} by no way`,
      want: 'a mirror, a backup that the other side reads, a copy by itself, or the reason why the bank does without it',
      fix: `\`mirror.protect(…)\`, \`backup.schedule(…)\`, \`data\` of the pair; or \`exceptions: [{ of: '${of}', reason: '…' }]\``,
    });
  checkPaired(pair, problems);
  const ids = new Set(pair.from.components.map(({ node }) => node.id));
  pair.exceptions.forEach(({ of }, index) =>
    problems.check(ids.has(of), {
      at: `exceptions[${index}]`,
      got: of,
      want: `the id of a component of ${pair.from.name}`,
      fix: 'correct it, or remove the exception of what is gone',
    }),
  );
}

/** A database that is copied, but that no plan opens, would stay closed for ever. */
function checkPaired({ from, to, data }: Pair, problems: Problems): void {
  const known = new Set<unknown>(data.map(([here]) => here));
  const copied = from.components.filter(isMariaDb).filter((each) => each.follower !== undefined && !known.has(each));
  for (const { node, follower } of copied)
    problems.add({
      at: 'data',
      got: `nothing of ${node.path}, which ${follower?.node.path} follows`,
      want: `every database that has a copy in ${to.name}: no plan opens another`,
      fix: `add the two to \`data\``,
    });
}

function wayOf(kept: Kept, copies: readonly Copy[], pair: Pair): string | undefined {
  const { component, what } = kept;
  const replicated = pair.data.some(([here]) => (here as unknown) === component);
  if (replicated) return `follows by itself, as the data of ${pair.name}`;
  return (
    mirrored(kept, pair) ??
    copied(kept, copies, pair) ??
    backedUp(kept, pair) ??
    accepted(component.node.id, what, kept, pair)
  );
}

/** A protected volume. */
function mirrored({ claim }: Kept, pair: Pair): string | undefined {
  const mirror = mirrorOf(pair);
  if (claim === undefined || mirror === undefined) return undefined;
  const covered = mirror.side.volumes.protections.some(
    ({ namespace, claims, group, component }) =>
      namespace === claim.namespace && (claims.includes(claim.name) || group !== undefined || component !== undefined),
  );
  return covered ? `its volume is mirrored by ${mirror.node.id}` : undefined;
}

/** A thing of which the proof knows a copy at a distance. */
function copied({ what, claim }: Kept, copies: readonly Copy[], { standby }: Pair): string | undefined {
  if (claim !== undefined) return undefined;
  const copy = copies.find(({ fact }) => fact.of === what);
  if (copy === undefined)
    return standby.kind === 'cold' && what === 'etcd' ? 'the other side follows etcd, cold' : undefined;
  const every =
    copy.fact.interval.toMilliseconds() === 0 ? 'as it is written' : `every ${String(shownTime(copy.fact.interval))}`;
  return `copied to ${copy.fact.to} by ${copy.by}, ${every}`;
}

function copiesIn(components: readonly Component[]): readonly Copy[] {
  return components.flatMap(({ facts, node }) =>
    facts.flatMap((fact) => (fact.type === 'async-copy' ? [{ fact, by: node.id }] : [])),
  );
}

/** A risk that the bank has accepted, by the pair or by its environment. */
function accepted(id: string, what: string, { component }: Kept, { from, exceptions }: Pair): string | undefined {
  const exception = exceptions.find(({ of }) => of === id);
  if (exception !== undefined) return `none, and accepted: ${exception.reason}`;
  const names = new Set([what, ...component.facts.map(({ of }) => of)]);
  const risk = from.acceptedRisks.find(({ of, failure }) => failure === 'city' && names.has(of));
  return risk === undefined ? undefined : `none, and accepted: ${risk.reason}`;
}
