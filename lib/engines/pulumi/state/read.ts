import { getStack, runtime } from '@pulumi/pulumi';

/** A resource as the last run left it. */
export interface Known {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What the stack holds before this run changes anything: the engine reads it from the backend. */
export async function readState(): Promise<readonly Known[]> {
  const { outputs = {} } = (await runtime.invoke('pulumi:pulumi:readStackResourceOutputs', {
    stackName: getStack(),
  })) as { outputs?: Readonly<Record<string, { type: string; outputs: Readonly<Record<string, unknown>> }>> };
  return Object.entries(outputs).map(([urn, { type, outputs }]) => ({ urn, type, name: nameIn(urn), outputs }));
}

/** The name is what follows the fourth pair of colons; it may hold such pairs itself. */
function nameIn(urn: string): string {
  return urn.split('::').slice(3).join('::');
}
