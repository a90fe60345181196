import { getOrganization, getProject, getStack, runtime } from '@pulumi/pulumi';
import { isBranch, SEAL } from '../parents';
import { RECORD_NAME } from '../cluster/record';
import { hasFixedFields } from './fixed';
import { type Urn, parseUrn } from './urn';

/** A resource as the last run left it. */
export interface Known extends Urn {
  readonly urn: string;
  /** What the cluster, or the program, said of it; empty where nothing here asks for it. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly outputs?: Readonly<Record<string, { readonly outputs?: Readonly<Record<string, unknown>> }>>;
}

/**
 * What the stack holds before this run changes anything: the engine reads it from the backend, also while it previews.
 * Nothing for a stack that was never deployed. The values of Secrets are among the answer, and are let go at once.
 */
export async function readState(): Promise<readonly Known[]> {
  // In full: a bare name is one of the default organisation, which need not be that of this stack.
  const stackName = [getOrganization(), getProject(), getStack()].join('/');
  const { outputs = {} } = (await runtime.invoke(READ_STACK, { stackName })) as Answer;
  return Object.entries(outputs).map(([urn, { outputs: all = {} }]) => {
    const parts = parseUrn(urn);
    return { urn, ...parts, outputs: isAskedFor(parts) ? all : {} };
  });
}

/** Of the engine itself (pulumi pkg/resource/deploy/builtins.go). What a replacement left to be deleted is left out. */
const READ_STACK = 'pulumi:pulumi:readStackResourceOutputs';

function isAskedFor({ type, name }: Urn): boolean {
  return isBranch(type) || type === SEAL || name === RECORD_NAME || hasFixedFields(type);
}
