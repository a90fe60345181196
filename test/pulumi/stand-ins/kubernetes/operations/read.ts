import { InitError } from '../../lib/init-error';
import type { Properties, Tree } from '../../lib/values';
import { skipsAwait } from '../annotations';
import { awaiterOf } from '../await/built-in';
import { isStatus, NoMatchError } from '../cluster/api-error';
import type { Cluster } from '../cluster/cluster';
import { normalize } from '../diff/normalize';
import { prune } from '../diff/prune';
import { withServerDropped } from '../diff/server-dropped';
import { isBuiltIn, kindOf, kindOfUrn } from '../kind';
import { idOf, nameOf, namespaceOf, without, withValue } from '../object';
import type { Session } from '../session';
import { fromState, toObject, toState } from '../state/checkpoint';
import { withSecrets } from '../state/secrets';
import { managerOf } from './request';

export interface Found {
  readonly id: string;
  readonly state: Properties;
  readonly inputs: Properties;
}

/**
 * The object with the id `namespace/name` or `name`; undefined where it is gone. Source: provider/provider.go, Read, and
 * await/await.go, Read.
 */
export async function read(
  session: Session,
  urn: string,
  id: string,
  state: Properties,
  given: Properties,
): Promise<Found | undefined> {
  if (!session.cluster) {
    throw new Error(`failed to read resource state due to unreachable cluster: ${session.unreachable}`);
  }
  const recorded = fromState(state);
  const known = kindOf(toObject(given)).kind !== '';
  const wanted = known ? normalize(toObject(given)) : identified(urn, id, recorded.live);
  const live = await found(session.cluster, named(wanted, id));
  if (!live) return undefined;

  const ofProgram = known || kindOf(recorded.live).kind !== '';
  const inputs = ofProgram ? drifted(live, wanted) : inputsOf(live, wanted);
  const initialApiVersion = recorded.initialApiVersion || kindOf(wanted).apiVersion;
  const fieldManager = managerOf(session, wanted, recorded.fieldManager);
  const answer = {
    id: id || idOf(live),
    state: toState({ inputs, live, initialApiVersion, fieldManager }, given),
    inputs: withSecrets(inputs, given),
  };
  const complaint = ofProgram ? await notReady(session.cluster, wanted, live) : undefined;
  if (complaint === undefined) return answer;
  const message = `Resource '${nameOf(live)}' was created but failed to initialize`;
  throw new InitError(message, answer.id, answer.state, [complaint], answer.inputs);
}

async function found(cluster: Cluster, object: Tree): Promise<Tree | undefined> {
  try {
    return await cluster.get(object);
  } catch (error) {
    // Without its definition a custom resource is gone as well.
    if (isStatus(error, 404) || error instanceof NoMatchError) return undefined;
    throw error;
  }
}

/** The program's inputs as they are in the cluster. */
function drifted(live: Tree, wanted: Tree): Tree {
  const inputs = prune(live, wanted);
  return isBuiltIn(kindOf(wanted)) ? withServerDropped(inputs, wanted) : inputs;
}

/** Kind, name and namespace of a resource of which no inputs are known. */
function identified(urn: string, id: string, live: Tree): Tree {
  const [name = '', namespace] = id.split('/').reverse();
  const kind = kindOf(live).kind ? kindOf(live) : kindOfUrn(urn);
  return { ...kind, metadata: { name, ...(namespace ? { namespace } : {}) } };
}

function named(object: Tree, id: string): Tree {
  const [name = '', namespace = ''] = id.split('/').reverse();
  const placed = withValue(object, name || nameOf(object), 'metadata', 'name');
  return namespaceOf(placed) || !namespace ? placed : withValue(placed, namespace, 'metadata', 'namespace');
}

/** What a program would have to say to get the object: of a built-in kind all but what the server adds. */
function inputsOf(live: Tree, wanted: Tree): Tree {
  if (!isBuiltIn(kindOf(live))) return prune(live, wanted);
  const metadata = [
    ...['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid'].map((field) => [field]),
    ['annotations', 'deployment.kubernetes.io/revision'],
    ['annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
  ];
  return metadata.reduce((object, path) => without(object, 'metadata', ...path), without(live, 'status'));
}

/** What is waited for; undefined where the object is ready, or nobody waits. */
async function notReady(cluster: Cluster, inputs: Tree, live: Tree): Promise<string | undefined> {
  const awaiter = awaiterOf(live);
  if (!awaiter?.onRead || skipsAwait(inputs)) return undefined;
  const circumstances = { cluster, before: undefined, waited: Number.POSITIVE_INFINITY };
  const { ready, message, failure } = await awaiter.readiness(live, circumstances);
  return ready ? undefined : (failure ?? message);
}
