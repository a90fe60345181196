import { InitError } from '../../lib/init-error';
import { hasUnknown, type Properties, type Tree } from '../../lib/values';
import { NotReady, untilReady } from '../await/until';
import { ApiError, isStatus, NoMatchError } from '../cluster/api-error';
import type { Cluster } from '../cluster/cluster';
import { isPatch, kindOf } from '../kind';
import { idOf, without } from '../object';
import { reachable, type Session } from '../session';
import { toObject, toState } from '../state/checkpoint';
import { apply, takesFields } from './apply';
import { type ChangeRequest, isServed, managerOf } from './request';
import { retryMissing } from './retry';

interface Created {
  /** Empty in a preview. */
  readonly id: string;
  readonly state: Properties;
}

/** Source: provider/provider.go, Create, and await/await.go, Creation. */
export async function create(session: Session, change: ChangeRequest): Promise<Created> {
  const inputs = toObject(change.given);
  const fieldManager = managerOf(session, inputs, '');
  if (change.preview && !(await canPreview(session, change.urn, inputs))) return { id: '', state: change.given };
  const cluster = reachable(session);
  const record = (live: Tree) =>
    toState({ inputs, live, initialApiVersion: kindOf(inputs).apiVersion, fieldManager }, change.given);
  try {
    const made = await make(session, cluster, change, inputs, fieldManager);
    if (change.preview) {
      // A program that reads the status of an object to come would take it for real.
      return { id: '', state: record(without(made, 'status')) };
    }
    const { urn, timeout } = change;
    const live = await untilReady(session, cluster, { urn, inputs, live: made, before: undefined, timeout });
    return { id: idOf(live), state: record(live) };
  } catch (error) {
    if (change.preview && isNoPreview(error)) return { id: '', state: change.given };
    throw error instanceof NotReady
      ? new InitError(
          `resource "${change.urn}" ${incomplete}: ${error.message}`,
          idOf(error.live),
          record(error.live),
          error.reasons,
        )
      : new Error(refusal(change.urn, inputs, error as Error), { cause: error });
  }
}

const incomplete =
  'was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live';

const canPreview = async (session: Session, urn: string, inputs: Tree): Promise<boolean> =>
  session.options.serverSideApply && !hasUnknown(inputs) && !isPatch(urn, inputs) && (await isServed(session, inputs));

/** What a preview cannot know: it may hold once all before it has been made. */
const isNoPreview = (error: unknown): boolean =>
  isStatus(error, 403) ||
  (error instanceof ApiError &&
    (error.reason === 'AlreadyExists' || error.namespaceMissing || /dry ?run/i.test(error.message)));

async function make(
  session: Session,
  cluster: Cluster,
  { urn, preview }: ChangeRequest,
  inputs: Tree,
  fieldManager: string,
): Promise<Tree> {
  const { options, log } = session;
  const warned = (warning: string) => log.warn(urn, warning);
  const upsert = options.serverSideApply && (options.upsertExistingObjects || isPatch(urn, inputs));
  const attempt = async () =>
    upsert
      ? apply(
          cluster,
          inputs,
          { fieldManager, dryRun: preview },
          takesFields(session, inputs, undefined, preview),
          warned,
        )
      : cluster.create(inputs, { fieldManager: 'pulumi-kubernetes', dryRun: preview }, warned);
  const again = async (error: Error) => {
    if (preview && error instanceof ApiError && error.namespaceMissing) throw error;
    if (session.cancelled.aborted) throw error;
    await log.progress(urn, `creation failed, to be tried again: ${error.message}`);
  };
  return retryMissing(attempt, again);
}

function refusal(urn: string, inputs: Tree, error: Error): string {
  if (error instanceof NoMatchError) {
    const { apiVersion, kind } = kindOf(inputs);
    return (
      `creation of resource "${urn}" with kind ${apiVersion}/${kind} failed because the Kubernetes API server reported ` +
      `that the apiVersion for this resource does not exist. Verify that any required CRDs have been created: ${error.message}`
    );
  }
  const advice = error instanceof ApiError && error.reason === 'AlreadyExists' ? existing : '';
  return `resource "${urn}" was not successfully created by the Kubernetes API server: ${error.message}${advice}`;
}

const existing =
  '\n\nThe resource already exists in the cluster: alias the resource that has it, use a Patch resource, import it, or set ' +
  'upsertExistingObjects on the provider.';
