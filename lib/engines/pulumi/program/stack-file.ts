import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getRootDirectory, getStack } from '@pulumi/pulumi';
import { isFields } from '../../../errors';
import { NAMESPACE } from './names';
import { fieldsOf, parsedQuietly } from './yaml';

/**
 * The file with the settings of this stack, as it lies beside `Pulumi.yaml`; undefined where it is kept elsewhere, as by
 * `--config-file`.
 */
export function readStackFile(): string | undefined {
  const path = join(getRootDirectory(), `Pulumi.${getStack()}.yaml`);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * Names of the secrets that stand in plain text in the file of a stack. Pulumi tells a program only that something in a
 * setting is encrypted, not whether all of it is (pulumi sdk/nodejs/runtime/config.ts, `isConfigSecret`).
 */
export function plainSecrets(file: string): readonly string[] {
  const secrets = fieldsOf(fieldsOf(fieldsOf(parsedQuietly(file))['config'])[`${NAMESPACE}:secrets`]);
  if (isEncrypted(secrets)) return [];
  return Object.keys(secrets).filter((name) => !isEncrypted(secrets[name]));
}

/** An encrypted value is `{ secure: … }` (pulumi sdk/go/common/resource/config/object.go). */
function isEncrypted(value: unknown): boolean {
  return isFields(value) && Object.keys(value).join() === 'secure';
}
