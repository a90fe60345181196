import { mayHoldData } from '../../../core/kind/data';
import { groupOf } from '../../../core/kind/scope';
import type { Item } from './item';

/** How an object is kept from being lost. */
export interface Protection {
  /** Whether it is protected unless the caller gives it up. */
  readonly guarded: boolean;
  readonly protect: boolean;
  readonly retain: boolean;
}

export interface ProtectionOptions {
  /** Whether the environment is being torn down: nothing is protected then, and what holds data still stays. */
  readonly tearDown: boolean;
  /** Names in the stack of what the caller gives up. */
  readonly mayDelete: ReadonlySet<string>;
}

/**
 * What is protected: everything that holds data or claims it, and the namespaces and definitions with which all that is
 * in them would go. What stays after a destroy: what holds data, with the namespaces and definitions that it needs to.
 * Keys and passwords that an operator made for the data stay with its namespace; those that come from the stack are there
 * as long as its settings are.
 */
export function protections(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { tearDown, mayDelete }: ProtectionOptions,
): ReadonlyMap<string, Protection> {
  const isGivenUp = (item: Item) => mayDelete.has(nameOf(item));
  const holders = new Set(
    items.filter((item) => (item.holdsData || item.kept || deletesClaims(item)) && !isGivenUp(item)),
  );
  const claimers = items.filter((item) => item.claimsData && !isGivenUp(item));
  const namespaces = new Set([...holders, ...claimers].map(({ body }) => body.metadata.namespace));
  const kinds = new Set([...holders].map(({ body }) => `${groupOf(body.apiVersion)}/${body.kind}`));
  const retained = (item: Item) =>
    holders.has(item) ||
    (item.body.kind === 'Namespace' && namespaces.has(item.body.metadata.name)) ||
    (item.body.kind === 'CustomResourceDefinition' && kinds.has(definedBy(item)));
  const isGuarded = ({ body, holdsData, claimsData, kept }: Item) =>
    holdsData || claimsData || kept || ENCLOSING.has(body.kind);
  return new Map(
    items.map((item) => [
      item.key,
      {
        guarded: isGuarded(item),
        protect: !tearDown && !isGivenUp(item) && isGuarded(item),
        retain: !isGivenUp(item) && retained(item),
      },
    ]),
  );
}

/** Kinds with whose objects others go: all that is in a namespace, all that is of a definition. */
const ENCLOSING = new Set(['Namespace', 'CustomResourceDefinition']);

/** Whether objects of a kind are protected where no more is known of them than that. */
export function isGuardedKind(kind: string): boolean {
  return ENCLOSING.has(kind) || mayHoldData(kind);
}

/** Group and kind that a definition defines. */
function definedBy({ body }: Item): string {
  const { group, names } = body['spec'] as { group: string; names: { kind: string } };
  return `${group}/${names.kind}`;
}

/** Whether the claims of a StatefulSet go with it: otherwise they outlive it. */
function deletesClaims({ body, claimsData }: Item): boolean {
  const { persistentVolumeClaimRetentionPolicy: policy } = (body['spec'] ?? {}) as {
    persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string };
  };
  return claimsData && policy?.whenDeleted === 'Delete';
}
