import { type Input, secret, StackReference } from '@pulumi/pulumi';
import { isFields, isText } from '../../../errors';

/** Under which output a stack offers its values to others. */
export const OFFERED = 'offered';

/** Values by their names. */
export type Values = Readonly<Record<string, Input<string>>>;

/**
 * What another stack offers; none where it was never deployed. Waits for the other stack's outputs, since what is made
 * depends on which of them are there.
 *
 * @param stack its full name, `organization/project/stack`
 * @throws where there is no such stack: the engine itself ends the run then
 */
export async function peerValues(stack: string): Promise<Values> {
  const found: Found = await new StackReference(stack).getOutputDetails(OFFERED);
  const offered = found.secretValue ?? found.value;
  if (!isFields(offered)) return {};
  const texts = Object.entries(offered).filter((entry): entry is [string, string] => isText(entry[1]));
  return Object.fromEntries(texts.map(([name, text]) => [name, secret(text)]));
}

/** An output of another stack, as it stands there. */
interface Found {
  readonly value?: unknown;
  readonly secretValue?: unknown;
}
