import type { Properties, Tree } from '../../lib/values';
import { kindOf } from '../kind';
import { fieldManagerOf } from '../annotations';
import type { Session } from '../session';

/** What of a create or an update is the same. */
export interface ChangeRequest {
  readonly urn: string;
  /** As the engine sent them, secrets marked. */
  readonly given: Properties;
  /** Seconds; 0 where the resource has no limit of its own. */
  readonly timeout: number;
  readonly preview: boolean;
}

/** Who owns what is written: the annotation's name, else the recorded one, else a new one by chance. */
export function managerOf({ options }: Session, inputs: Tree, recorded: string): string {
  if (!options.serverSideApply) return 'pulumi-kubernetes';
  return fieldManagerOf(inputs) || recorded || `pulumi-kubernetes-${Math.random().toString(16).slice(2, 10)}`;
}

/** Whether the API server knows the kind; not where it cannot be reached. Source: provider/provider.go, gvkExists. */
export const isServed = async ({ cluster }: Session, object: Tree): Promise<boolean> =>
  cluster !== undefined && (await cluster.find(kindOf(object))) !== undefined;
