import type { Tree } from '../../lib/values';
import { forcesPatch } from '../annotations';
import { isStatus } from '../cluster/api-error';
import type { Cluster, OnWarning, Write } from '../cluster/cluster';
import { createdByUs } from '../cluster/field-managers';
import { list } from '../object';
import type { Session } from '../session';

/**
 * Server-side apply.
 * @throws an error that says whose field it is that conflicts (await/await.go, handleSSAErr).
 */
export async function apply(
  cluster: Cluster,
  object: Tree,
  write: Write,
  force: boolean,
  warned: OnWarning,
): Promise<Tree> {
  try {
    return await cluster.apply(object, write, force, warned);
  } catch (error) {
    // A conflict with a manager; an AlreadyExists has the same status.
    if (!isStatus(error, 409) || error.reason !== 'Conflict') throw error;
    const owner = `The resource managed by field manager "${write.fieldManager}" had an apply conflict`;
    throw new Error(`server-side apply field conflict detected, ${help}\n${owner}: ${error.message}`, { cause: error });
  }
}

const help =
  'see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/' +
  '#handle-field-conflicts-on-existing-resources for troubleshooting help';

/** Whether another's fields are taken. Source: await/await.go, patchForce. */
export function takesFields({ options }: Session, inputs: Tree, live: Tree | undefined, preview: boolean): boolean {
  if (forcesPatch(inputs) || options.patchForce) return true;
  if (!live) return preview;
  return (preview && createdByUs(live)) || list(live, 'metadata', 'managedFields').length === 0;
}
