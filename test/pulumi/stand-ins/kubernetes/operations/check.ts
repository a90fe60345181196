import { hasUnknown, type Properties, type Tree, Unknown } from '../../lib/values';
import { isPatch, kindOfUrn } from '../kind';
import { at, namespaceOf, nameOf, withValue } from '../object';
import { normalize } from '../diff/normalize';
import type { Session } from '../session';
import { toObject } from '../state/checkpoint';
import { withSecrets } from '../state/secrets';

interface Checked {
  readonly inputs: Properties;
  /** Faults of the inputs, each with the property that it is about. */
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/**
 * The inputs in their normal form. Source: provider/provider.go, Check. Unlike the official plugin this one makes up no
 * names: an object without one is refused.
 * @throws if the resource cannot be one of a cluster.
 */
export async function check(session: Session, urn: string, given: Properties): Promise<Checked> {
  const object = toObject(given);
  const kind = kindOfUrn(urn);
  if (isPatch(urn, object) && !session.options.serverSideApply) {
    throw new Error(
      'patch resources require Server-Side Apply mode, which is enabled using the `enableServerSideApply` Provider config',
    );
  }
  const normal = await withDefaultNamespace(session, normalize(object));
  const named = nameOf(normal) !== '' || at(normal, 'metadata', 'name') instanceof Unknown || hidden(normal);
  const failures = named ? [] : [{ property: 'metadata.name', reason: `the ${kind.kind} has no \`.metadata.name\`` }];
  return { inputs: withSecrets(normal, given), failures };
}

/** Whether all of the metadata is not known yet. */
const hidden = (object: Tree): boolean =>
  hasUnknown(object['metadata'] ?? null) && !at(object, 'metadata', 'annotations');

async function withDefaultNamespace({ options, cluster }: Session, object: Tree): Promise<Tree> {
  if (!options.namespace || namespaceOf(object) || !cluster) return object;
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return object;
  const resource = await cluster.find({ apiVersion, kind });
  // A kind that is not known yet is taken to be in a namespace, as the official plugin takes it.
  return resource?.namespaced === false ? object : withValue(object, options.namespace, 'metadata', 'namespace');
}
