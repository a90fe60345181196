import type { Problem } from '../../../core';
import { RECORD } from '../../../core/owner';

/** How a stack forgets a cluster: its objects stay as they are. */
const FORGET =
  'let the stack forget the old one, which changes nothing in it: `pulumi stack rm --force --preserve-config`, then `pulumi stack init`';

/** The namespace kube-system of a cluster, as far as it says whose it is. */
export interface Found {
  readonly uid: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Expectation {
  readonly environment: string;
  /** uid of the cluster that this stack has taken in a run before; undefined at the first run. */
  readonly taken: string | undefined;
  /** Whether the cluster is taken over from the files. */
  readonly adopt: boolean;
}

/** Why a cluster may not be touched; undefined where it may. */
export function refusal(
  { uid, annotations = {} }: Found,
  { environment, taken, adopt }: Expectation,
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
  if (taken !== undefined && taken !== uid)
    return {
      path,
      got: `a cluster whose kube-system has the uid ${uid}`,
      want: `${taken}, as in the runs before`,
      fix: `correct \`tripod:kubeconfig\`; only if the cluster was built anew: ${FORGET}, and \`pulumi up\``,
    };
  if (annotations[RECORD.owner] !== 'files') return undefined;
  if (taken === uid)
    return {
      path,
      got: 'a cluster that the files have taken over from this stack',
      want: 'one owner',
      // Else a setting that was forgotten would take the cluster back at every run.
      fix: `go on with PLAN.md; or ${FORGET}, and \`pulumi config set tripod:adopt ${environment}\``,
    };
  if (!adopt)
    return {
      path,
      got: 'a cluster that is applied from files',
      want: 'one owner',
      fix: `go on with PLAN.md, or take it over once: \`pulumi config set tripod:adopt ${environment}\``,
    };
  return undefined;
}
