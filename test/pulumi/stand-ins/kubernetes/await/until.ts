import { setTimeout as pause } from 'node:timers/promises';
import type { Tree } from '../../lib/values';
import { timeLimit, skipsAwait, waitFor } from '../annotations';
import { isStatus } from '../cluster/api-error';
import type { Cluster } from '../cluster/cluster';
import { nameOf } from '../object';
import type { Session } from '../session';
import { awaiterOf, type Awaiter } from './built-in';
import { waitForConditions } from './wait-for';

/** An object that is there, yet did not become ready. */
export class NotReady extends Error {
  constructor(
    message: string,
    readonly live: Tree,
    readonly reasons: readonly string[] = [],
  ) {
    super(message);
    this.name = 'NotReady';
  }
}

interface Wait {
  readonly urn: string;
  readonly inputs: Tree;
  /** As it is after it was written. */
  readonly live: Tree;
  /** As it was before; undefined at its creation. */
  readonly before: Tree | undefined;
  /** The resource's time limit in seconds; 0 where it has none. */
  readonly timeout: number;
}

/**
 * Waits until the object is ready, in the sense of the annotation or else of its kind. Source: await/await.go, Creation.
 * @returns the live object.
 * @throws NotReady when time is up, or the object will never be ready; any other error if the annotation cannot be read,
 * upon which the official plugin, too, leaves an object behind that the state does not know.
 */
export async function untilReady(session: Session, cluster: Cluster, wait: Wait): Promise<Tree> {
  const { inputs, live } = wait;
  if (skipsAwait(inputs)) return live;
  const annotated = waitFor(inputs);
  const limit = timeLimit(wait.timeout, inputs);
  if (annotated) return poll(session, cluster, wait, { readiness: waitForConditions(annotated), limit }, overdue);
  const awaiter = awaiterOf(live);
  if (!awaiter) return live;
  return poll(session, cluster, wait, { ...awaiter, limit: awaiter.limit ?? limit }, () => late(live));
}

const overdue = () => 'timed out waiting for the condition';
const late = (live: Tree) => `'${nameOf(live)}' timed out waiting to be Ready`;

async function poll(
  session: Session,
  cluster: Cluster,
  wait: Wait,
  { readiness, atLast, limit = 0 }: Awaiter,
  timedOut: () => string,
): Promise<Tree> {
  const start = performance.now();
  let shown = '';
  let { live } = wait;
  for (let rest = shortest; ; rest = Math.min(rest * 1.5, longest)) {
    const waited = (performance.now() - start) / 1000;
    const circumstances = { cluster, before: wait.before, waited };
    const { ready, message, failure } = await readiness(live, circumstances);
    if (ready) return live;
    if (failure) throw new NotReady(`Resource '${nameOf(live)}' was created but failed to initialize`, live, [failure]);
    if (session.cancelled.aborted) {
      throw new NotReady(`Resource operation was cancelled for "${nameOf(live)}"`, live, [message]);
    }
    if (waited >= limit) {
      if (atLast && (await atLast(live, circumstances)).ready) return live;
      throw new NotReady(timedOut(), live, [message]);
    }
    if (message !== shown) await session.log.progress(wait.urn, message);
    shown = message;
    await pause(rest);
    live = (await present(cluster, live)) ?? live;
  }
}

/** Milliseconds between two looks: quick at first, since most objects are ready at once. */
const shortest = 50;
const longest = 500;

/** The object as it is; undefined while it is not there. */
export async function present(cluster: Cluster, object: Tree): Promise<Tree | undefined> {
  try {
    return await cluster.get(object);
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}
