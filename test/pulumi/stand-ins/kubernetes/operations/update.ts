import { InitError } from '../../lib/init-error';
import { hasUnknown, type Properties, type Tree } from '../../lib/values';
import { NotReady, present, untilReady } from '../await/until';
import { isStatus, NoMatchError } from '../cluster/api-error';
import type { Cluster } from '../cluster/cluster';
import { ownsField, takenOver } from '../cluster/field-managers';
import { normalize } from '../diff/normalize';
import { isPatch } from '../kind';
import { at, idOf, isDefinition, nameOf, text, without, withValue } from '../object';
import { reachable, type Session } from '../session';
import { fromState, toObject, toState } from '../state/checkpoint';
import { apply, takesFields } from './apply';
import { relinquish } from './relinquish';
import { type ChangeRequest, isServed, managerOf } from './request';

interface Update extends ChangeRequest {
  readonly state: Properties;
  readonly ignored: readonly string[];
}

/** Source: provider/provider.go, Update, and await/await.go, Update. */
export async function update(session: Session, change: Update): Promise<Properties> {
  const inputs = normalize(toObject(change.given));
  if (change.preview && (hasUnknown(inputs) || !(await isServed(session, inputs)))) return change.given;
  const cluster = reachable(session);
  const old = fromState(change.state);
  const fieldManager = managerOf(session, inputs, old.fieldManager);
  const record = (live: Tree) =>
    toState({ inputs, live, initialApiVersion: old.initialApiVersion, fieldManager }, change.given);
  // The object's name is the recorded one; its kind and namespace may be written in another way by now.
  const target = withValue(inputs, nameOf(old.live), 'metadata', 'name');
  try {
    const before = await cluster.get(target);
    const written = await write(session, cluster, change, target, before, fieldManager);
    if (change.preview) return record(written);
    const { urn, timeout } = change;
    const live = await untilReady(session, cluster, { urn, inputs, live: written, before, timeout });
    const former = managerOf(session, old.inputs, old.fieldManager);
    if (former !== fieldManager && session.options.serverSideApply) await relinquish(cluster, live, former);
    return record(live);
  } catch (error) {
    if (change.preview && isStatus(error, 403)) return change.given;
    const { message } = error as Error;
    if (error instanceof NoMatchError) throw new Error(noSuchKind(change.urn, message), { cause: error });
    const live = error instanceof NotReady ? error.live : await present(cluster, old.live);
    if (!live) throw new Error(`update of resource "${change.urn}" failed: ${message}`, { cause: error });
    // Whatever went wrong, the inputs were sent: they are recorded, and the next run tries again.
    const reasons = error instanceof NotReady ? error.reasons : [];
    throw new InitError(
      `the Kubernetes API server reported that "${idOf(live)}" ${incomplete}: ${message}`,
      idOf(live),
      record(live),
      reasons,
    );
  }
}

const incomplete = 'failed to fully initialize or become live';

const noSuchKind = (urn: string, message: string): string =>
  `update of resource "${urn}" failed because the Kubernetes API server reported that the apiVersion for this resource ` +
  `does not exist. Verify that any required CRDs have been created: ${message}`;

async function write(
  session: Session,
  cluster: Cluster,
  { urn, preview, ignored }: Update,
  object: Tree,
  before: Tree,
  fieldManager: string,
): Promise<Tree> {
  const warned = (warning: string) => session.log.warn(urn, warning);
  const options = { fieldManager, dryRun: preview };
  if (isDefinition(object)) {
    const version = text(before, 'metadata', 'resourceVersion');
    return cluster.replace(withValue(object, version, 'metadata', 'resourceVersion'), options, warned);
  }
  const managed = preview || isPatch(urn, object) ? undefined : takenOver(before, fieldManager);
  const live = managed ? await cluster.setMetadata(object, 'managedFields', managed) : before;
  const sent = ignored.reduce((each, path) => withIgnored(each, live, path.split('.'), fieldManager), object);
  return apply(cluster, sent, options, takesFields(session, object, live, preview), warned);
}

/**
 * An ignored field is left out where another manager owns it, and else sent as it is in the cluster. Source:
 * await/await.go, handleSSAIgnoreFields.
 */
function withIgnored(object: Tree, live: Tree, path: readonly string[], manager: string): Tree {
  const [key = '', ...rest] = path;
  const theirs = ownsField(live, path, (each) => each !== manager);
  if (theirs && !ownsField(live, path, (each) => each === manager)) return without(object, key, ...rest);
  const current = at(live, ...path);
  return current === undefined ? object : withValue(object, current, key, ...rest);
}
