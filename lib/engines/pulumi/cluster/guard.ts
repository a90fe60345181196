import type { Problem } from '../../../core';
import { RECORD } from '../../../core/owner';

/** The namespace kube-system of a cluster, as far as it says whose it is. */
export interface Found {
  readonly uid: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Expectation {
  readonly environment: string;
  /** uid of kube-system, as the stack or a setting knows it. @default - not known yet */
  readonly uid?: string;
  /** Whether the cluster is taken over from the files. */
  readonly adopt: boolean;
}

/** Why a cluster may not be touched; undefined where it may. */
export function refusal(
  { uid, annotations = {} }: Found,
  { environment, uid: known, adopt }: Expectation,
): Problem | undefined {
  const path = `${environment}/cluster`;
  const theirs = annotations[RECORD.environment];
  if (theirs !== undefined && theirs !== environment)
    return {
      path,
      got: `the cluster of ${theirs}`,
      want: `that of ${environment}`,
      fix: 'set `tripod:kubeconfig` of this stack to its own cluster',
    };
  if (known !== undefined && known !== uid)
    return {
      path,
      got: `a cluster whose kube-system has the uid ${uid}`,
      want: `${known}, as in the runs before`,
      fix: `correct \`tripod:kubeconfig\`; only if the cluster was built anew: \`pulumi config set tripod:cluster ${uid}\`, and \`pulumi up --refresh\``,
    };
  if (annotations[RECORD.owner] === 'files' && !adopt)
    return {
      path,
      got: 'a cluster that is applied from files',
      want: 'one owner',
      fix: `go on with PLAN.md, or take it over once: \`pulumi config set tripod:adopt ${environment}\``,
    };
  return undefined;
}
