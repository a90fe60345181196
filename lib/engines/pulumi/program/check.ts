import { runtime } from '@pulumi/pulumi';
import * as config from '@pulumi/pulumi/runtime/config';
import type { Problems } from '../../../errors';
import { clusterIn } from './kubeconfig';
import { command, NAMESPACE, secretCommand, type SettingName, SETTINGS } from './names';
import { plainSecrets } from './stack-file';

/** Exported, and left out of the types (pulumi sdk/nodejs/runtime/config.ts). */
const { isConfigSecret } = config as unknown as { readonly isConfigSecret: (key: string) => boolean };

/** A misspelt setting would be one that was never made. */
export function checkNames(problems: Problems): void {
  const prefix = `${NAMESPACE}:`;
  const own = Object.keys(runtime.allConfig()).filter((key) => key.startsWith(prefix));
  for (const key of own.filter((each) => !(each.slice(prefix.length) in SETTINGS))) {
    problems.add({
      at: key,
      got: 'a setting that nobody reads',
      want: `one of ${Object.keys(SETTINGS).join(', ')}`,
      fix: `\`pulumi config rm ${key}\`, and set the one that was meant`,
    });
  }
}

/**
 * What is secret may not stand in the file as it is. Of a setting with many entries Pulumi tells only that one of them is
 * encrypted: the others are looked for in the file.
 * @param file text of the stack's file. @default - it is kept elsewhere, and single entries in plain text are not seen
 */
export function checkSecrecy(problems: Problems, file: string | undefined): void {
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const key = `${NAMESPACE}:${name}`;
    if (!SETTINGS[name].value.startsWith('secret') || runtime.getConfig(key) === undefined) continue;
    problems.check(isConfigSecret(key), {
      at: key,
      got: 'a secret in plain text',
      want: 'an encrypted one',
      fix: `${command(name, '…')}, and exchange the value: it has been in a file`,
    });
  }
  // Where none is encrypted, that was said already.
  if (file !== undefined && isConfigSecret(`${NAMESPACE}:secrets`)) checkEntries(problems, file);
}

/** What is secret in the file may be one entry among others that are encrypted. */
function checkEntries(problems: Problems, file: string): void {
  const names = plainSecrets(file);
  const [first = 'NAME'] = names;
  problems.check(names.length === 0, {
    at: `${NAMESPACE}:secrets`,
    got: `in plain text ${names.join(', ')}`,
    want: 'every entry encrypted',
    fix: `\`${secretCommand(first)}\`, and exchange the value: it has been in a file`,
  });
}

/** The text is not repeated: a token may stand in it. */
export function checkKubeconfig(text: string | undefined, problems: Problems): void {
  problems.check(text === undefined || clusterIn(text) !== undefined, {
    at: `${NAMESPACE}:kubeconfig`,
    got: 'a text that names no cluster with its server',
    want: 'a kubeconfig, not the path of one',
    fix: `\`${command('kubeconfig', '< FILE')}\``,
  });
}

export function checkAccess(
  bootstrap: boolean,
  read: (name: SettingName) => string | undefined,
  problems: Problems,
): void {
  const wanted: readonly SettingName[] = bootstrap ? ['knownHosts'] : ['kubeconfig'];
  const unwanted: readonly SettingName[] = bootstrap ? ['kubeconfig'] : ['sshKey', 'knownHosts', 'kubeconfigTaken'];
  const set = Object.keys(SETTINGS).filter((name) => read(name as SettingName) !== undefined);
  for (const name of wanted) {
    problems.check(read(name) !== undefined, {
      at: `${NAMESPACE}:${name}`,
      got: `nothing (set: ${set.join(', ') || 'nothing'})`,
      want: SETTINGS[name].means,
      fix: `${command(name, '< FILE')}${bootstrap ? '' : `, or ${command('bootstrap', 'true')} to make the cluster, too`}`,
    });
  }
  for (const name of unwanted) {
    problems.check(read(name) === undefined, {
      at: `${NAMESPACE}:${name}`,
      got: `a value, beside ${NAMESPACE}:bootstrap ${bootstrap}`,
      want: bootstrap ? 'none: the first master gives it' : 'none: nobody logs in to a host',
      fix: `pulumi config rm ${NAMESPACE}:${name}, or ${command('bootstrap', String(!bootstrap))}`,
    });
  }
}
