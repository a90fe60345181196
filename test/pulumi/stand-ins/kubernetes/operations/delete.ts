import { setTimeout as pause } from 'node:timers/promises';
import { InitError } from '../../lib/init-error';
import type { Properties, Tree } from '../../lib/values';
import { propagation, skipsAwait, timeLimit } from '../annotations';
import { present } from '../await/until';
import { ApiError, isStatus, NoMatchError } from '../cluster/api-error';
import type { Cluster } from '../cluster/cluster';
import { isPatch, kindOf } from '../kind';
import { idOf, list, text, withValue } from '../object';
import { reachable, type Session } from '../session';
import { fromState, toState, type Checkpoint } from '../state/checkpoint';
import { relinquish } from './relinquish';
import { managerOf } from './request';

interface Deletion {
  readonly urn: string;
  readonly id: string;
  readonly state: Properties;
  /** Seconds; 0 where the resource has no limit of its own. */
  readonly timeout: number;
}

/**
 * Deletes the object and waits until it is gone, finalizers and dependents included. One that is gone already is fine.
 * Source: provider/provider.go, Delete, and await/await.go, Deletion.
 */
export async function remove(session: Session, deletion: Deletion): Promise<void> {
  const cluster = reachable(session);
  const checkpoint = fromState(deletion.state);
  const { inputs, fieldManager } = checkpoint;
  const live = withValue(checkpoint.live, deletion.id.split('/').at(-1) ?? '', 'metadata', 'name');
  try {
    if (session.options.serverSideApply && isPatch(deletion.urn, inputs)) {
      return await relinquish(cluster, live, managerOf(session, inputs, fieldManager));
    }
    await cluster.delete(live, propagation(inputs));
  } catch (error) {
    if (isStatus(error, 404) || error instanceof NoMatchError) return;
    throw required(deletion.urn, live, error);
  }
  if (!(skipsAwait(inputs) && mayBeSkipped(inputs)))
    await untilGone(session, cluster, deletion, { ...checkpoint, live });
}

async function untilGone(
  session: Session,
  cluster: Cluster,
  deletion: Deletion,
  checkpoint: Checkpoint,
): Promise<void> {
  const start = performance.now();
  const limit = timeLimit(deletion.timeout, checkpoint.inputs);
  for (let rest = shortest; ; rest = Math.min(rest * 1.5, longest)) {
    const live = await present(cluster, checkpoint.live);
    // One of the same name and another uid is a new one.
    if (!live || text(live, 'metadata', 'uid') !== text(checkpoint.live, 'metadata', 'uid')) return;
    if (session.cancelled.aborted || performance.now() - start >= 1000 * limit) {
      const finalizers = list(live, 'metadata', 'finalizers')
        .filter((each) => typeof each === 'string')
        .join(', ');
      await session.log.warn(deletion.urn, `finalizers might be preventing deletion (${finalizers})`);
      const state = toState({ ...checkpoint, live }, deletion.state);
      throw new InitError('timed out waiting for the condition', idOf(live), state);
    }
    await pause(rest);
  }
}

/** Milliseconds between two looks. */
const shortest = 20;
const longest = 500;

/** Only for these does `skipAwait` count at deletion. Source: metadata/overrides.go, allowsSkipAwaitWithDelete. */
function mayBeSkipped(inputs: Tree): boolean {
  const { apiVersion, kind } = kindOf(inputs);
  const kinds = ['Namespace', 'Pod', 'ReplicationController', 'DaemonSet', 'Deployment', 'StatefulSet', 'Job'];
  return ['v1', 'apps/v1', 'batch/v1'].includes(apiVersion) && kinds.includes(kind);
}

/** A field that must be there cannot be given up by its only owner. */
function required(urn: string, live: Tree, error: unknown): unknown {
  const field = error instanceof ApiError ? error.requiredField : undefined;
  if (field === undefined || !isPatch(urn, live)) return error;
  return new Error(
    "this Patch resource is currently managing a required field, so it can't be deleted directly. Either set the " +
      `\`retainOnDelete\` resource option, or transfer ownership of the field before deleting: ${field}`,
    { cause: error },
  );
}
