import type { Tree } from '../../lib/values';
import type { Cluster } from '../cluster/cluster';
import { kindOf } from '../kind';
import { nameOf, namespaceOf } from '../object';

/** Gives up all fields that the manager owns, by applying nothing but the object's identity. Source: ssa/actions.go. */
export async function relinquish(cluster: Cluster, object: Tree, fieldManager: string): Promise<void> {
  const namespace = namespaceOf(object);
  const metadata = { name: nameOf(object), ...(namespace ? { namespace } : {}) };
  await cluster.apply({ ...kindOf(object), metadata }, { fieldManager, dryRun: false }, false, () => Promise.resolve());
}
